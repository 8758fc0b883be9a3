"""Made-up identity for planting into real descriptions: what is written, and which of its tokens must not survive.

The names were written down for this measurement, from many origins; no rule and no list of words was made from them.
"""

_GIVEN = ('Thandiwe Oluwaseun Kwabena Ngozi Siddharth Lakshmi Anjali Rukmini Budi Dewi Ketut Wayan Agus Ratna Xiaoming Weijie '
         'Haruto Sakura Yuki Minseo Jiwoo Thuy Nguyet Somchai Aroha Tane Bjarne Sigrid Torvald Aino Kaisa Zsofia Laszlo Radoslav '
         'Milena Agnieszka Przemyslaw Dmitri Svetlana Giulia Alessandro Ximena Joaquim Beatriz Gwenllian Siobhan Padraig Heinrich '
         'Liesel Anneke Joost Odile Mathieu Yusuf Fatima Abdelkader Shirin Farhad Ayelet Tigist Leilani Kenneth Deborah Winston '
         'Marjorie Dwayne Latoya')
_FAMILY = ('Okonkwo Adeyemi Mbeki Dlamini Chukwu Tesfaye Iyer Chatterjee Venkataraman Subramaniam Prasetyo Hutapea Simanjuntak '
          'Siregar Wibowo Kusumawati Zhang Ouyang Huang Takahashi Yamaguchi Watanabe Hwang Choe Nguyen Tran Pham Suwannarat '
          'Ngata Lindqvist Haugland Virtanen Makela Szabo Horvath Nowakowska Wojciechowski Dvorak Petrov Kuznetsov Popescu '
          'Moretti Esposito Ferreira Carvalho Ibarra Zamora Quintero Gutierrez Llewellyn Fitzgerald Mulcahy Schroeder Kirchhoff '
          'Baumgartner Vermeulen Hoekstra Lefebvre Dubois Rousseau Yilmaz Demir Hosseini Tehrani Benali Haddad Cohen Mizrahi '
          'Kahananui Johnson Thompson Mitchell Campbell Henderson Patterson Whitfield Ramsbottom')
GIVEN, FAMILY = _GIVEN.split(), _FAMILY.split()
HOSPITALS = ('Larkmoor Infirmary', 'RSUD Tegalwangi', 'Klinikum Rottenhausen', 'St. Aldhelm Hospital', 'Hopital Villecresnes',
             'Clinica Montellano', 'Ziekenhuis Oosterwolde', 'Szpital Brzezinka')
STREETS = ('12 Wexcombe Lane', 'Jl. Cendrawasih 45', 'Lindenstrasse 18', '7 rue Vauquelin', 'Calle Zurbano 33')
# Words of the above that say nothing of a person.
COMMON = ('hospital', 'infirmary', 'klinikum', 'hopital', 'clinica', 'ziekenhuis', 'szpital', 'lane', 'rue', 'calle', 'jl', 'st', 'rsud')


def given(chosen):
    return chosen.choice(GIVEN)


def family(chosen):
    return chosen.choice(FAMILY)


def digits(chosen, count):
    """So many digits, the first no zero."""
    return str(chosen.randrange(10 ** (count - 1), 10 ** count))


def misspelt(word, chosen):
    """Two neighbouring letters the other way round; the word itself where they are equal."""
    at = chosen.randrange(1, len(word) - 1)
    return word[:at] + word[at + 1] + word[at] + word[at + 2:]


def name(chosen):
    """A name in one of the ways that people write it into a description."""
    first, last = given(chosen), family(chosen)
    form = chosen.choice(('{g} {f}', '{f} {g}', '{f}^{g}', '{f}, {g}', '{f}', '{g}', '{i}. {f}', '{f} {i}', 'Dr. {f}', 'Dr {g} {f}', 'Mr. {f}',
                          'Ny. {g} {f}', 'Prof. {f}', 'Frau {f}', '{F}', '{F}^{G}', '{l}', '{g}{f}', '{f}_{g}', '{f}-{g}', '{f}.{g}'))
    text = form.format(g=first, f=last, i=first[0], F=last.upper(), G=first.upper(), l=last.lower())
    return text, [part.lower() for part in (first, last, first + last) if part.lower() in text.lower()], [f'{last}^{first}']


def glued(chosen):
    """A name joined to words and numbers by signs."""
    last = family(chosen)
    text = chosen.choice(('{f}_CT', 'MR-{f}', '{f}-5', '{f}.T1', '5mm_{f}', 'Abd^{f}', '{f}_20', '{f}/2')).format(f=last)
    return text, [last.lower()], [last]


def wrong(chosen):
    """A family name misspelt once: the header has the right one."""
    last = family(chosen)
    text = misspelt(last, chosen)
    return text, [text.lower()], [last]


def number(chosen):
    """An id, an accession number or a phone number."""
    text = chosen.choice(('MRN {6}', '{7}', 'ACC{8}', 'A{6}', '{4}-{4}', 'ID: {5}', '+62 812 {4} {4}', '(555) {3}-{4}', 'tel {9}', 'RM{4}{3}',
                          '{2}-{2}-{2}-{2}', 'No. {5}', 'P{5}X'))
    for count in range(1, 10):
        while '{' + str(count) + '}' in text:
            text = text.replace('{' + str(count) + '}', digits(chosen, count), 1)
    return text, [part for part in parts(text) if sum(sign.isdigit() for sign in part) > 1], [text]


def mail(chosen):
    """A mail address."""
    who = family(chosen).lower()
    return f'{who}@{given(chosen).lower()}.example', [who], []


def place(chosen):
    """A hospital, a ward, a room or a street."""
    text = chosen.choice((*HOSPITALS, *STREETS, 'Ward ' + digits(chosen, 2) + 'B', 'Room ' + digits(chosen, 3), 'Bangsal ' + given(chosen)))
    telling = [part for part in parts(text) if part not in COMMON and part not in ('ward', 'room', 'bangsal') and len(part) > 1]
    if text in STREETS:
        telling = [part for part in telling if not part.isdecimal()]        # the number of a house alone is nobody's
    return text, telling, [text]


def day(chosen):
    """A day in one of the ways that people write it."""
    y, m, d = chosen.randrange(1931, 2025), chosen.randrange(1, 13), chosen.randrange(1, 29)
    month = ('Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec')[m - 1]
    text = chosen.choice((f'{y}{m:02}{d:02}', f'{y}-{m:02}-{d:02}', f'{m:02}/{d:02}/{y}', f'{d}.{m}.{y}', f'{d} {month} {y}', f'{month} {d}, {y}',
                          f'{d:02}{month.upper()}{y}', f'{m}/{d}/{y % 100:02}', f'{d:02}.{m:02}.{y % 100:02}', f'{month} {y}', f'DOB {d:02}-{m:02}-{y}'))
    return text, [part for part in parts(text) if len(part) > 2 and part != 'dob'] or parts(text)[-1:], [f'{y}{m:02}{d:02}']


def age(chosen):
    """An age over 89."""
    years = chosen.randrange(90, 108)
    text = chosen.choice(('{}y', '{} yo', '{} y/o', '{}-year-old', 'age {}', '{} thn', '{}Y', '0{}Y')).format(years)
    return text, [part for part in parts(text) if str(years) in part], []


KINDS = {'name': name, 'name glued': glued, 'name misspelt': wrong, 'number': number, 'mail': mail, 'place': place, 'day': day, 'age over 89': age}


def parts(text):
    """Words and numbers of a text in small letters."""
    return ''.join(sign if sign.isalnum() else ' ' for sign in text.lower()).split()
