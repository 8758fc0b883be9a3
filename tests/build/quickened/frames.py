"""What needs a frame keeps it: exceptions that are caught, generators, `super`."""


class Above:
    def word(self):
        return 'above'


class Below(Above):
    def word(self):
        return 'below ' + super().word()


def caught(given):
    try:
        return [10 // given]
    except ZeroDivisionError as error:
        return [type(error).__name__]
    finally:
        given = None


def each(given):
    for one in given:
        yield one * 2


def thrown(given):
    if not given:
        raise ValueError('empty')
    return given


def run():
    found = [caught(3), caught(0), list(each([1, 2])), Below().word(), thrown(1)]
    try:
        thrown(0)
    except ValueError as error:
        found.append(str(error))
    return found
