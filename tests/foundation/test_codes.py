import pytest

from foundation.codes import ALPHABET, clean_code, new_code, spaced

pytestmark = pytest.mark.once


def test_codes_have_no_look_alikes():
    assert set(ALPHABET) & set("0O1IL2Z5S8B") == set()


def test_new_code_draws_from_the_alphabet():
    codes = {new_code(8) for _ in range(200)}
    assert len(codes) == 200
    assert {len(code) for code in codes} == {8}
    assert set("".join(codes)) <= set(ALPHABET)


def test_typed_code_loses_blanks_dashes_and_small_letters():
    assert clean_code(" k7-m2 qx4r ") == "K7M2QX4R"


def test_spaced_code_is_typed_back_as_the_code():
    code = new_code(8)
    assert spaced("K7M3QX4R") == "K7 M3 QX 4R"
    assert clean_code(spaced(code)) == code
