"""Nothing of the package is there for tests alone: who reads a function may take it for something that the program does."""

import ast
import pathlib
import re

ROOT = pathlib.Path(__file__).resolve().parents[1]
PACKAGE = ROOT / 'pycore'
# What programs of others call, and what a runtime calls by its name.
FACE = {'samar', 'samar.__main__'}
CALLED = {
    'samar.core.host': {'missing'},                         # the build asks it what a platform lacks
    'samar.core.pixels.jpeg_baseline': {'redacted_fields'},     # what can cross from the compiled core to a test
    'samar.core.pixels.codecs.deflated': {'can'}, 'samar.core.pixels.codecs.platform': {'can'}, 'samar.core.pixels.codecs.rle': {'can'},  # `registry`
    'samar.hosts.native': {'on_start', 'on_end', 'visit_AnnAssign', 'visit_AugAssign', 'visit_FunctionDef', 'visit_ImportFrom',
                           'visit_Subscript', 'visit_arg'},      # Numba and `ast`
    'samar.hosts.network': {'cat', 'conv', 'convt', 'dw', 'max2', 'up'},    # layers, by their names in the networks' files
}


def dotted(path, root=PACKAGE):
    return '.'.join(path.relative_to(root).with_suffix('').parts).removesuffix('.__init__')


def trees(*folders):
    return {dotted(path, ROOT / folder if folder == 'pycore' else ROOT): ast.parse(path.read_text('utf-8'))
            for folder in folders for path in sorted((ROOT / folder).rglob('*.py'))}


def aliases(tree, modules):
    """Name in a file to the module that it stands for."""
    found = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                if f'{node.module}.{alias.name}' in modules:
                    found[alias.asname or alias.name] = f'{node.module}.{alias.name}'
        elif isinstance(node, ast.Import):
            for alias in node.names:
                if alias.name in modules:
                    found[alias.asname or alias.name] = alias.name
    return found


def uses(files, modules):
    """`{(module, name)}` that files name by way of a module, and the names of attributes of anything."""
    named, attributes = set(), set()
    for own, tree in files.items():
        known = aliases(tree, modules)
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module:
                named.update((node.module, alias.name) for alias in node.names)
            elif isinstance(node, ast.Attribute):
                attributes.add(node.attr)
                if isinstance(node.value, ast.Name) and node.value.id in known:
                    named.add((known[node.value.id], node.attr))
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
                named.add((own, node.id))
    return named, attributes


def unused(package, others, words):
    """[(module, function)] of a package that nothing names: not the package, not the other files, and not scripts (`words`)."""
    named, attributes = uses({**package, **others}, set(package))
    found = []
    for module, tree in package.items():
        if module in FACE:
            continue
        for node in ast.walk(tree):
            for one in node.body if isinstance(node, ast.Module | ast.ClassDef) else ():
                if not isinstance(one, ast.FunctionDef) or one.name.startswith('__') or one.name in words:
                    continue
                if one.name not in attributes if isinstance(node, ast.ClassDef) else (module, one.name) not in named:
                    found.append((module, one.name))
    return found


def test_an_unused_one_is_seen():
    package = {'p.a': ast.parse('def used(): pass\ndef by_name(): pass\ndef lonely(): lonely2()\nclass A:\n    def m(self): pass\n    def n(self): pass\n'),
               'p.b': ast.parse('from p import a as x\ndef told(): return x.used(), x.A().n\n')}
    others = {'t': ast.parse('from p.a import by_name\n')}
    assert unused(package, others, {'told'}) == [('p.a', 'lonely'), ('p.a', 'm')]


def test_no_function_is_for_tests_alone():
    scripts = [path.read_text('utf-8') for folder in ('extension', 'tools', 'bench') for ending in ('js', 'mjs') for path in sorted((ROOT / folder).rglob(f'*.{ending}'))]
    words = set(re.findall(r"'([a-z_]\w*)'", '\n'.join(scripts)))       # what the worker calls by its name
    found = unused(trees('pycore'), trees('tools', 'bench'), words)
    assert [one for one in found if one[1] not in CALLED.get(one[0], ())] == []
    assert {name for names in CALLED.values() for name in names} - {name for _, name in found} == set()      # no name that is used after all
