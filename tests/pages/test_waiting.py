"""What takes long says how far it is, can be ended, and is not begun again by itself."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _script() -> None:
    import streamlit as st

    from graph.pages import waiting

    waiting.SOON = 0.0

    def act(tell):
        st.session_state["begun"] = st.session_state.get("begun", 0) + 1
        for share in (0.0, 0.5):
            tell(share)
        if st.session_state.get("raises"):
            raise RuntimeError
        return "done"

    st.session_state["answer"] = waiting.waited("a question", "Counting", act)


def page(**state: object) -> AppTest:
    made = AppTest.from_function(_script, default_timeout=30)
    for name, value in state.items():
        made.session_state[name] = value
    return made.run()


def test_an_answer_leaves_no_bar_behind():
    answered = page()

    assert answered.session_state["answer"] == "done"
    assert not answered.button


def test_what_a_reader_has_ended_waits_until_it_is_asked_for_again():
    from graph.pages import waiting

    ended = page(**{waiting._ENDED: ("a question",)})
    assert ended.session_state["answer"] is None
    assert "begun" not in ended.session_state
    ended.button(key="begin again a question").click().run()

    assert ended.session_state["answer"] == "done"


def test_the_button_that_ends_it_is_there_while_it_lasts():
    from graph.pages import waiting

    lasting = AppTest.from_function(_script, default_timeout=30)
    lasting.session_state["raises"] = True
    lasting.run()
    assert lasting.button(key="end a question").label == "End it"
    lasting.button(key="end a question").click().run()

    assert lasting.session_state[waiting._ENDED] == ("a question",)
    assert lasting.session_state["begun"] == 1, "it is not begun again"
