"""Takes type annotations out of a module's text, so that they cost nothing in the browser and meet no compiler but mypy.

    plain(source)       the module without annotations, every statement on the line on which it stood
    quiet(source)       the module with empty docstrings, as the package has them: nobody reads them there, and they would be a tenth of it

What goes: annotations of parameters, of results and of variables; declarations without a value; imports from `samar.kinds`,
the module that holds nothing but names of types. What is left reads as if nobody had written them.
The same happens to kernels before Numba, in `pycore/samar/hosts/native.py`, on the syntax tree.
"""

import ast

KINDS = 'samar.kinds'


class Unplain(ValueError):
    """An annotation stands where taking it out would move lines."""


def plain(source):
    """The text of a module without annotations; Unplain where one cannot be taken out, SyntaxError where there is no module."""
    content = source.encode('utf-8')
    starts = [0]
    for line in content.split(b'\n'):
        starts.append(starts[-1] + len(line) + 1)

    def place(line, column):
        return starts[line - 1] + column

    taken = []
    tree = ast.parse(source)
    for node in ast.walk(tree):
        if _is_bare(getattr(node, 'body', None)):
            raise Unplain(f'line {node.body[0].lineno}: nothing but declarations stands here')
        for first, last, instead in _taken(node, content, place):
            kept = content[first:last].count(b'\n')
            if kept and instead is None:
                raise Unplain(f'line {node.lineno}: the type of a result stands on the line of the closing parenthesis')
            taken.append((first, last, (instead or b'') + b'\n' * kept))
    made, at = [], 0
    for first, last, instead in sorted(taken):
        made += [content[at:first], instead]
        at = last
    return b''.join([*made, content[at:]]).decode('utf-8')


def quiet(source):
    """The text of a module whose docstrings say nothing, every statement on the line on which it stood."""
    lines = source.encode('utf-8').split(b'\n')
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) or ast.get_docstring(node, clean=False) is None:
            continue
        text = node.body[0]
        first, last = text.lineno - 1, text.end_lineno - 1
        rest = lines[last][text.end_col_offset:]
        if first != last and rest.strip():
            raise Unplain(f'line {last + 1}: a statement stands on the line on which a docstring ends')
        lines[first:last + 1] = [lines[first][:text.col_offset] + b"''" + (rest if first == last else b''), *[b''] * (last - first)]
    return b'\n'.join(lines).decode('utf-8')


def _is_bare(body):
    return isinstance(body, list) and bool(body) and all(isinstance(one, ast.AnnAssign) and one.value is None for one in body)


def _taken(node, content, place):
    """(first byte, byte behind the last, what stands there instead) of what one node gives up; None: no line may end inside."""
    if isinstance(node, ast.arg) and node.annotation is not None:
        yield place(node.lineno, node.col_offset) + len(node.arg.encode()), place(node.end_lineno, node.end_col_offset), b''
    elif isinstance(node, ast.FunctionDef) and node.returns is not None:
        last = place(node.returns.end_lineno, node.returns.end_col_offset)
        arrow = content.rindex(b'->', 0, place(node.returns.lineno, node.returns.col_offset))
        yield content.rindex(b')', 0, arrow) + 1, last, None
    elif isinstance(node, ast.AnnAssign) and node.value is not None:
        last = place(node.annotation.end_lineno, node.annotation.end_col_offset)
        yield place(node.target.end_lineno, node.target.end_col_offset), last, b''
    elif isinstance(node, ast.AnnAssign):
        yield place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset), b''
    elif isinstance(node, ast.ImportFrom) and node.module == KINDS:
        yield place(node.lineno, node.col_offset), place(node.end_lineno, node.end_col_offset), b''
