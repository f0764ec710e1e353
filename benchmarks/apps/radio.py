"""The least that a click can change on a page of Streamlit: one radio, and a line that says what it holds."""

import streamlit as st

st.title("Hello, world")
st.text(st.radio("Colour", ["red", "green", "blue"]))
