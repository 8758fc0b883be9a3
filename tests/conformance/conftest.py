"""The corpus under several presets: made once for a run."""

import pytest

from tests.conformance import deidentified


@pytest.fixture(scope='session')
def cleaned(corpus, tmp_path_factory):
    """`deidentified.File`s of the whole corpus."""
    return deidentified.all_files(corpus, tmp_path_factory.mktemp('cleaned'))
