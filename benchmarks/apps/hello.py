"""The least that Streamlit can show: one title, one radio."""

import streamlit as st

st.title("Hello, world")
st.radio("Colour", ["red", "green", "blue"])
