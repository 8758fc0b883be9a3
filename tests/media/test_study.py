"""A set still works: uptake values, order and spacing of slices, structures on their slices, and files that come on another day."""

import numpy as np
import pydicom
import pytest
from samar.core import pipeline
from samar.core.media import graph
from samar.core.plan import identity as naming
from samar.core.review import opened

from tests.media import study
from tests.media.test_media import handle

KEY = 'five words drawn by chance'
DATED = ('longitudinal', 'outside-hospital', 'tcia', 'limited-data-set')


@pytest.fixture(scope='module')
def given(tmp_path_factory):
    """Paths of the examination."""
    return study.write(tmp_path_factory.mktemp('study'))


def cleaned(paths, folder, preset, key=KEY):
    """Paths of what is made of files, and the nodes of the graph before and after."""
    choices = {'preset': preset, 'options': None, 'categories': {}, 'elements': {}, 'masks': []}
    found, nodes = [], []
    folder.mkdir(parents=True, exist_ok=True)
    identity = naming.from_project_key(key)
    for at, path in enumerate(paths):
        outcome = pipeline.deidentify(handle(path.read_bytes()), opened.policy_of(choices), identity)
        assert outcome.word == 'cleaned', (path.name, outcome.word, outcome.error)
        found.append(folder / f'{at:03d}.dcm')
        with open(found[-1], 'wb') as stream:
            outcome.output.write_to(stream)
        nodes.append(graph.nodes_of(outcome))
    return found, nodes


def test_the_examination_itself_is_whole(given):
    told = study.work(given)
    assert told['suv'] is not None and told['dose'] and all(told['agrees'])
    assert (told['frames'], told['studies'], told['patients']) == (1, 1, 1)
    assert told['groups'] == [1, 1, 1, study.SLICES, study.SLICES]
    # injected on the day before: a day that is lost would give thousands of times too much
    assert 0 < np.max(told['suv']) < 100


@pytest.mark.parametrize('preset', DATED)
def test_with_dates_everything_is_computed_alike(given, tmp_path, preset):
    made, nodes = cleaned(given, tmp_path, preset)
    assert study.work(made) == study.work(given)
    assert graph.compare([one for one, _ in nodes], [two for _, two in nodes]) == {'same': True, 'lost': []}
    assert 'Example' not in str(pydicom.dcmread(made[0]).PatientName)


@pytest.mark.parametrize('preset', ['research', 'basic'])
def test_without_dates_all_but_the_uptake_is_computed_alike(given, tmp_path, preset):
    made, nodes = cleaned(given, tmp_path, preset)
    before, after = study.work(given), study.work(made)
    assert after.pop('suv') is None
    del before['suv']
    assert before == after
    assert graph.compare([one for one, _ in nodes], [two for _, two in nodes])['same']


@pytest.mark.parametrize('preset', ['research', 'longitudinal'])
def test_files_given_later_fit_to_those_given_first(given, tmp_path, preset):
    """Half of the files in one run, half in another with the same project key: together they are the set that one run makes."""
    whole, _ = cleaned(given, tmp_path / 'whole', preset)
    first, _ = cleaned(given[::2], tmp_path / 'first', preset)
    later, _ = cleaned(given[1::2], tmp_path / 'later', preset)
    assert study.work([*first, *later]) == study.work(whole)
    assert sorted(path.read_bytes() for path in [*first, *later]) == sorted(path.read_bytes() for path in whole)
    apart, _ = cleaned(given[1::2], tmp_path / 'apart', preset, 'another five words by chance')
    people = {pydicom.dcmread(path).PatientID for path in [*first, *apart]}
    assert len(people) == 2


def test_a_later_examination_of_the_same_person_keeps_code_and_distance_of_days(tmp_path):
    paths = []
    for at, date in enumerate(('20240301', '20240415')):
        ds = study.dataset('CT', 1, 1, study=f'1.2.3.{60 + at}')
        study.image(ds, 1)
        ds.StudyDate = ds.SeriesDate = date
        paths.append(tmp_path / f'{at}')
        ds.save_as(paths[-1], enforce_file_format=True)
    made = [pydicom.dcmread(cleaned([path], tmp_path / f'out-{path.name}', 'longitudinal')[0][0]) for path in paths]
    assert made[0].PatientID == made[1].PatientID and made[0].StudyInstanceUID != made[1].StudyInstanceUID
    days = [study.moment(one.StudyDate, one.StudyTime) for one in made]
    assert (days[1] - days[0]).days == 45
    assert made[0].StudyDate != '20240301'
