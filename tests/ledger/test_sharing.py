"""Accounts, log-ins and replies on both stores; and that they stay in their own ledger."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from marsad.knowledge.actors import Registry
from marsad.ledger import Ledger, NoSuchRecord, archive
from marsad.ledger.checking import check
from marsad.ledger.importing import take_in
from marsad.ledger.sharing import AccountRefused, Accounts, Replies, ReplyRefused, Role, Sessions
from marsad.ledger.sharing.replies import HELD_OF_ONE, State, written
from marsad.ledger.sharing.sessions import AT_MOST, IDLE, TOKENS, hash_of
from marsad.ledger.store.tables import ACCOUNT, ACCOUNT_SESSION, READER_REPLY
from marsad.model.decision import Verb

from . import factory

WORDS = "four plain words here"
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


def incident_of(ledger: Ledger) -> str:
    ledger.add(factory.clash())
    return ledger.incidents(Registry.load())[0].id


def test_an_account_is_known_by_its_name_and_password(ledger: Ledger) -> None:
    accounts = Accounts(ledger)
    assert not accounts.has_admin()
    made = accounts.add("  Amal  Haddad ", Role.ADMIN, WORDS)
    assert made.name == "Amal Haddad" and accounts.has_admin()
    assert accounts.known_by("AMAL HADDAD", WORDS) == made
    for name, password in (
        ("Amal Haddad", "other plain words"),
        ("Omar", WORDS),
        ("", ""),
        ("\0", "x" * 5000),
    ):
        assert accounts.known_by(name, password) is None
    with ledger.engine.connect() as connection:
        kept = connection.execute(select(ACCOUNT.c.password)).scalar_one()
    assert kept.startswith("$argon2id$") and WORDS not in kept


def test_names_in_every_script_are_taken_and_odd_ones_are_not(ledger: Ledger) -> None:
    accounts = Accounts(ledger)
    for name in ("أمل حداد", "Оксана", "j.o'neil-2", "amal@example.org"):
        assert accounts.add(name, Role.READER, WORDS).name == name
    for name in ("", "  ", "a\nb: x", "<b>", "\u202eevil", "x" * 61, "-", 'a"b', "оксана"):
        with pytest.raises(AccountRefused):
            accounts.add(name, Role.READER, WORDS)


@pytest.mark.parametrize("password", ["short", "", "aaaaaaaaaaaaaaaa", "omaromaromar", "x" * 1001])
def test_passwords_that_would_be_guessed_are_refused(ledger: Ledger, password: str) -> None:
    with pytest.raises(AccountRefused, match="password"):
        Accounts(ledger).add("Omar", Role.READER, password)


def test_the_last_admin_stays_while_there_are_others(ledger: Ledger) -> None:
    accounts = Accounts(ledger)
    accounts.add("Amal", Role.ADMIN, WORDS)
    accounts.add("Omar", Role.READER, WORDS)
    for attempt in (lambda: accounts.remove("amal"), lambda: accounts.set_role("amal", Role.READER)):
        with pytest.raises(AccountRefused, match="last admin"):
            attempt()
    accounts.set_role("omar", Role.ADMIN)
    accounts.remove("amal")
    accounts.remove("omar")
    assert accounts.all() == []
    with pytest.raises(AccountRefused, match="no account"):
        accounts.remove("omar")


def test_a_session_lasts_while_it_is_used_and_not_for_ever(ledger: Ledger) -> None:
    account = Accounts(ledger).add("Amal", Role.REVIEWER, WORDS)
    sessions = Sessions(ledger)
    token = sessions.begin(account, now=NOW)
    found = sessions.find(token, now=NOW + IDLE / 2)
    assert found is not None and found.account == account and found.label is None
    sessions.seen(found, now=NOW + IDLE / 2)
    assert sessions.find(token, now=NOW + IDLE * 1.4) is not None
    assert sessions.find(token, now=NOW + IDLE * 1.6) is None
    later = sessions.begin(account, now=NOW + AT_MOST - timedelta(hours=1))
    assert sessions.find(token, now=NOW) is None, "what has ended is forgotten at the next log-in"
    sessions.end(later)
    assert sessions.find(later, now=NOW + AT_MOST) is None


def test_a_token_is_kept_as_a_hash_and_a_new_log_in_ends_the_old(ledger: Ledger) -> None:
    account = Accounts(ledger).add("Amal", Role.REVIEWER, WORDS)
    sessions = Sessions(ledger)
    first = sessions.begin(account)
    second = sessions.begin(account, instead_of=first)
    assert first != second and sessions.find(first) is None and sessions.find(second) is not None
    with ledger.engine.connect() as connection:
        ids = connection.execute(select(ACCOUNT_SESSION.c.id)).scalars().all()
    assert ids == [hash_of(second)]


def test_tokens_of_scripts_are_no_log_ins_and_the_other_way_round(ledger: Ledger) -> None:
    account = Accounts(ledger).add("Amal", Role.REVIEWER, WORDS)
    other = Accounts(ledger).add("Omar", Role.REVIEWER, WORDS)
    sessions = Sessions(ledger)
    token, browser = sessions.make_token(account, "nightly", 30, NOW), sessions.begin(account, now=NOW)
    assert sessions.find(token, now=NOW) is None and sessions.find(browser, script=True, now=NOW) is None
    found = sessions.find(token, script=True, now=NOW + timedelta(days=29))
    assert found is not None and found.label == "nightly"
    assert sessions.find(token, script=True, now=NOW + timedelta(days=31)) is None
    assert not sessions.take_back(other, found.id) and sessions.take_back(account, found.id)
    assert sessions.find(token, script=True, now=NOW) is None
    for _ in range(TOKENS):
        sessions.make_token(account, "more", 30)
    with pytest.raises(AccountRefused, match="at most"):
        sessions.make_token(account, "one more", 30)
    with pytest.raises(AccountRefused, match="days"):
        sessions.make_token(other, "long", 10_000)


def test_whoever_uses_an_account_is_logged_out_when_its_password_changes_or_it_goes(ledger: Ledger) -> None:
    accounts, sessions = Accounts(ledger), Sessions(ledger)
    account = accounts.add("Amal", Role.REVIEWER, WORDS)
    tokens = [sessions.begin(account), sessions.make_token(account, "script", 30)]
    accounts.set_password("amal", "five other plain words")
    assert [sessions.find(t, s) for t, s in zip(tokens, (False, True), strict=True)] == [None, None]
    token = sessions.begin(account)
    accounts.remove("amal")
    assert sessions.find(token) is None


def test_a_role_counts_from_the_next_request_on(ledger: Ledger) -> None:
    accounts, sessions = Accounts(ledger), Sessions(ledger)
    token = sessions.begin(accounts.add("Amal", Role.REVIEWER, WORDS))
    accounts.set_role("Amal", Role.READER)
    found = sessions.find(token)
    assert found is not None and found.account.role is Role.READER


# ------------------------------------------------------------------ replies


def test_a_reply_is_held_and_becomes_a_comment_when_it_is_accepted(ledger: Ledger) -> None:
    incident = incident_of(ledger)
    replies = Replies(ledger)
    said = written(" Layla ", "layla@example.org", "It was the fifth,\r\nnot the sixth.")
    replies.leave(incident, said)
    replies.leave(incident, said)
    (reply,) = replies.all()
    assert (reply.name, reply.text, replies.waiting()) == ("Layla", "It was the fifth,\nnot the sixth.", 1)
    assert "layla@example.org" not in repr(reply)
    decision = replies.accept(reply.n, "Amal", "Checked by telephone.")
    assert decision.verb is Verb.COMMENT and decision.by == "Amal"
    assert [d.why for d in ledger.decisions()] == [
        "Layla writes: It was the fifth,\nnot the sixth.\nChecked by telephone."
    ]
    for again in (lambda: replies.accept(reply.n, "Omar"), lambda: replies.reject(reply.n, "Omar")):
        with pytest.raises(ReplyRefused, match="Amal has accepted"):
            again()
    assert check(ledger).checks["accounts, log-ins and replies of a shared desk"].found == 0


def test_the_address_of_a_rejected_reply_is_erased(ledger: Ledger) -> None:
    replies = Replies(ledger)
    replies.leave(incident_of(ledger), written("Layla", "layla@example.org", "Buy my wares today"))
    replies.reject(replies.all()[0].n, "Amal")
    assert [r.state for r in replies.all(None)] == [State.REJECTED] and ledger.decisions() == []
    with ledger.engine.connect() as connection:
        assert connection.execute(select(READER_REPLY.c.email)).scalar_one() is None


@pytest.mark.parametrize(
    ("name", "email", "words"),
    [
        ("", "", "It was two days later"),
        ("x" * 101, "", "It was two days later"),
        ("http://x.example", "", "It was two days later"),
        ("Layla", "nobody", "It was two days later"),
        ("Layla", "a@b.example\nBcc: c@d.example, e@f.example", "It was two days later"),
        ("Layla", "", "short"),
        ("Layla", "", "x" * 4001),
        ("Layla", "", "see http://a.example https://b.example www.c.example"),
    ],
)
def test_replies_that_cannot_be_taken_are_told_why(name: str, email: str, words: str) -> None:
    with pytest.raises(ReplyRefused):
        written(name, email, words)


def test_control_characters_do_not_get_into_a_reply() -> None:
    said = written("La\nyla\u202e", "", "It was\x07 two\x1b[2J\ndays \u200flater\ud800")
    assert said.name == "Layla" and said.text == "It was two[2J\ndays later?"


def test_there_are_bounds_to_what_waits(ledger: Ledger) -> None:
    incident = incident_of(ledger)
    replies = Replies(ledger)
    for n in range(HELD_OF_ONE):
        replies.leave(incident, written("Layla", "", f"It was {n} days later"))
    with pytest.raises(ReplyRefused, match="too many"):
        replies.leave(incident, written("Layla", "", "It was many days later"))
    with pytest.raises(NoSuchRecord):
        replies.leave("i000000000000", written("Layla", "", "It was many days later"))
    with pytest.raises(NoSuchRecord):
        replies.accept(9999, "Amal")


# ------------------------------------------------------------------ nothing of it leaves


def test_neither_archive_nor_import_takes_accounts_or_replies(ledger: Ledger, tmp_path: Path) -> None:
    incident = incident_of(ledger)
    Sessions(ledger).begin(Accounts(ledger).add("Zaynab", Role.ADMIN, WORDS))
    Replies(ledger).leave(incident, written("Marwan", "marwan@example.org", "It was two days later"))
    archive.write(ledger, tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as file:
        held = b"".join(file.read(name) for name in file.namelist())
    assert not any(word in held for word in (b"Zaynab", b"argon2", b"Marwan", b"marwan@example.org"))
    with Ledger.open(tmp_path / "other.sqlite") as other:
        take_in(other, ledger.where if ledger.engine.dialect.name == "sqlite" else str(tmp_path / "all.zip"))
        with other.engine.connect() as connection:
            for table in (ACCOUNT, ACCOUNT_SESSION, READER_REPLY):
                assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 0
        assert other.counts().reports == 1


def test_accounts_are_there_when_a_ledger_of_the_form_before_is_brought_up(
    place: str, tmp_path: Path
) -> None:
    from .test_migrations import older

    older(place, "0006", tmp_path)
    with Ledger.open(place) as ledger:
        Accounts(ledger).add("Amal", Role.ADMIN, WORDS)
        with ledger.engine.connect() as connection:
            assert connection.execute(text("SELECT name FROM account")).scalars().all() == ["Amal"]
