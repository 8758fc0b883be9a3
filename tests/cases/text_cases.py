"""Reference cases of text and values as plain data: run on CPython and in the built browser bundle, equal in both."""

import random

# Terms of (0008,0005), label of the first, warnings.
TERMS = [
    ([], 'latin-1', []),
    ([''], 'latin-1', []),
    (['ISO_IR 6'], 'latin-1', []),
    (['ISO_IR 100'], 'latin-1', []),
    (['ISO_IR 100 '], 'latin-1', []),
    (['ISO_IR 101'], 'latin-2', []),
    (['ISO_IR 109'], 'latin-3', []),
    (['ISO_IR 110'], 'latin-4', []),
    (['ISO_IR 144'], 'cyrillic', []),
    (['ISO_IR 127'], 'arabic', []),
    (['ISO_IR 126'], 'greek', []),
    (['ISO_IR 138'], 'hebrew', []),
    (['ISO_IR 148'], 'latin-5', []),
    (['ISO_IR 203'], 'latin-9', []),
    (['ISO_IR 13'], 'jis-x-0201', []),
    (['ISO_IR 166'], 'thai', []),
    (['ISO_IR 192'], 'utf-8', []),
    (['GB18030'], 'gb18030', []),
    (['GBK'], 'gbk', []),
    (['', 'ISO 2022 IR 87'], 'latin-1', []),
    (['ISO 2022 IR 13', 'ISO 2022 IR 87', 'ISO 2022 IR 159'], 'jis-x-0201', []),
    (['ISO 2022 IR 6', 'ISO 2022 IR 149'], 'latin-1', []),
    (['', 'ISO 2022 IR 58'], 'latin-1', []),
    (['ISO-IR 100'], 'latin-1', ['charset-spelling']),
    (['ISO IR 100'], 'latin-1', ['charset-spelling']),
    (['iso_ir 101'], 'latin-2', ['charset-spelling']),
    (['ISO_IR100'], 'latin-1', ['charset-spelling']),
    (['UTF-8'], 'utf-8', ['charset-spelling']),
    (['ISO_IR_192'], 'utf-8', ['charset-spelling']),
    (['ISO 2022 GBK'], 'gbk', ['charset-spelling']),
    (['ISO-2022-IR-6', 'ISO 2022-IR 87'], 'latin-1', ['charset-spelling']),
    (['ISO 2022 IR 100'], 'latin-1', ['charset-terms']),
    (['ISO 2022 IR 87'], 'latin-1', ['charset-terms']),
    (['ISO_IR 100', 'ISO 2022 IR 126'], 'latin-1', ['charset-terms']),
    (['ISO_IR 192', 'ISO 2022 IR 87'], 'utf-8', ['charset-terms']),
    (['', 'ISO_IR 192'], 'latin-1', ['charset-terms']),
    (['KLINGON'], 'latin-1', ['charset-unknown']),
    (['ISO_IR 100', 'KLINGON'], 'latin-1', ['charset-unknown']),
    (['ISO_IR 999'], 'latin-1', ['charset-unknown']),
]

JAPANESE = ['', 'ISO 2022 IR 87']
KATAKANA = ['ISO 2022 IR 13', 'ISO 2022 IR 87']
KOREAN = ['', 'ISO 2022 IR 149']
CHINESE = ['', 'ISO 2022 IR 58']

# Terms, bytes, VR, text.
DECODE = [
    ([], '416263', 'LO', 'Abc'),
    ([], '', 'LO', ''),
    ([], '47f6', 'LO', 'Gö'),
    (['ISO_IR 100'], '4275635e4af472f46d65', 'PN', 'Buc^Jôrôme'),
    (['ISO_IR 126'], 'c4e9efedf5f3e9eff2', 'PN', 'Διονυσιος'),
    (['ISO_IR 144'], 'bbeeda63d065dcd1e3e0d3', 'PN', 'Люкcаeмбург'),
    (['ISO_IR 127'], 'e2c8c7e6ea5ee4e6d2c7d1', 'PN', 'قباني^لنزار'),
    (['ISO_IR 138'], 'f9f8e5ef5ee3e1e5f8e4', 'PN', 'שרון^דבורה'),
    (['ISO_IR 148'], 'c7fdf0dddede', 'LO', 'ÇığİŞŞ'),
    (['ISO_IR 166'], 'a1d2c3', 'LO', 'การ'),
    (['ISO_IR 166'], 'a1ff', 'LO', 'ก\ufffd'),
    (['ISO_IR 203'], 'a4bc', 'LO', '€Œ'),
    (['ISO_IR 13'], 'd4cfc0de5ec0dbb3', 'PN', 'ﾔﾏﾀﾞ^ﾀﾛｳ'),
    (['ISO_IR 13'], '8e529363', 'LO', '山田'),
    (['ISO_IR 192'], '57616e67e78e8b5ef09f9880', 'PN', 'Wang王^😀'),
    (['ISO_IR 192'], 'c328e28228f0908041', 'LO', '\ufffd(\ufffd(\ufffdA'),
    (['ISO_IR 192'], 'efbbbf41', 'LO', '\ufeffA'),
    (['GB18030'], 'cdf55ed0a1b6ab8130813590308130', 'PN', '王^小东\x85\U00010000'),
    (['GB18030'], 'b5408130813100ff41b5', 'LO', '礍\x81\x00\ufffdA\ufffd'),
    (['GBK'], 'b55c5cb55c', 'LO', '礬\\礬'),
    (JAPANESE, '59616d6164615e5461726f753d1b243b3b33', 'PN', 'Yamada^Tarou=\x1b$;;3'),
    (JAPANESE, '59616d6164615e5461726f753d1b24423b3345441b28425e1b244242404f3a1b28423d1b2442245e24401b28425e1b2442243f'
               '246d24261b2842', 'PN', 'Yamada^Tarou=山田^太郎=まだ^たろう'),
    (KATAKANA, 'd4cfc0de5ec0dbb33d1b24423b3345441b284a5e1b244242404f3a1b284a3d1b2442245e24401b284a5e1b2442243f'
               '246d24261b284a', 'PN', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=まだ^たろう'),
    (KATAKANA, '1b24423b33d445441b284a', 'LO', '山ﾔ田'),
    (JAPANESE, '1b24423b33', 'LO', '山'),
    (JAPANESE, '1b24423b335c1b28425c61', 'LO', '山\\\\a'),
    (JAPANESE, '1b24423b333b1b284261', 'LO', '山\ufffda'),
    (JAPANESE, '1b24422d2121401b2842', 'LO', '①＼'),
    (JAPANESE, '1b24423b330d0a41c5', 'LT', '山\r\nAÅ'),
    (['', 'ISO 2022 IR 159'], '1b24284430211b2842', 'LO', '丂'),
    (KOREAN, '486f6e675e47696c646f6e673d1b242943fbf35e1b242943d1ced4d73d1b242943c8ab5e1b242943b1e6b5bf', 'PN',
     'Hong^Gildong=洪^吉洞=홍^길동'),
    (KOREAN, '1b242943b1e8c8f1c1df5eb1e8', 'LO', '김희중^김'),
    (KOREAN, '1b242943b1e8c8f1c1df5eb1e8', 'PN', '김희중^김'),
    (KOREAN, '1b242943b1', 'LO', '\ufffd'),
    (CHINESE, '5a68616e675e5869616f446f6e673d1b242941d5c55e1b242941d0a1b6ab3d', 'PN', 'Zhang^XiaoDong=张^小东='),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'e91b2d4cb61b2d41e9', 'LO', 'éЖé'),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], '1b2d4cb65ee9', 'PN', 'Ж^é'),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], '1b2d4cb65ee9', 'LO', 'Ж^щ'),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], '1b2d4cb65ce9', 'LO', 'Ж\\é'),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], '1b2d4cb65ce9', 'LT', 'Ж\\щ'),
    (['ISO_IR 100'], '1b24423b331b2842e9', 'LO', '山é'),
    (['ISO_IR 100'], '1b256741', 'LO', '\x1b%gA'),
    ([], '1b', 'LO', '\x1b'),
]

# Terms, text, bytes or None.
ENCODE = [
    ([], 'Abc\\d', '4162635c64'),
    ([], '', ''),
    ([], 'é', None),
    (['ISO_IR 100'], 'Gö', '47f6'),
    (['ISO_IR 100'], 'Ж', None),
    (['ISO_IR 144'], 'Ж', 'b6'),
    (['ISO_IR 13'], 'ﾔa', 'd461'),
    (['ISO_IR 13'], '¥', None),
    (['ISO_IR 166'], 'ก', 'a1'),
    (['ISO_IR 192'], '王😀', 'e78e8bf09f9880'),
    (['GB18030'], '王\x85\U00010000', 'cdf58130813590308130'),
    (['GBK'], '礬', 'b55c'),
    (['GBK'], '😀', None),
    (JAPANESE, 'Yamada=山田^太郎=まだ', '59616d6164613d1b24423b3345441b28425e1b244242404f3a1b28423d1b2442245e24401b2842'),
    (JAPANESE, 'a山b', '611b24423b331b284262'),
    (JAPANESE, '山\r\n山', '1b24423b331b28420d0a1b24423b331b2842'),
    (JAPANESE, 'ﾔ', None),
    (JAPANESE, '①', '1b24422d211b2842'),
    (KATAKANA, 'ﾔ山', 'd41b24423b331b284a'),
    (['', 'ISO 2022 IR 87', 'ISO 2022 IR 159'], '山丂', '1b24423b331b24284430211b2842'),
    (KOREAN, '김 희^김', '1b242943b1e820c8f15e1b242943b1e8'),
    (KOREAN, '뷁똠', '1b24294394ee8c63'),
    (CHINESE, '张a', '1b242941d5c561'),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'éЖé', 'e91b2d4cb61b2d41e9'),
    (['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'éЖ', 'e91b2d4cb6'),
]

# Bytes, VR, byte order big, terms, list of values, text for people within 24 characters.
VALUES = [
    ('', 'LO', False, [], [], ''),
    ('2020', 'LO', False, [], [], ''),
    ('20412020', 'LO', False, [], ['A'], 'A'),
    ('2041205c20422000', 'LO', False, [], ['A', 'B'], 'A\\B'),
    ('415c', 'CS', False, [], ['A', ''], 'A\\'),
    ('5c5c', 'CS', False, [], ['', '', ''], '\\\\'),
    ('20415c4220', 'UC', False, [], [' A', 'B'], ' A\\B'),
    ('20415c422020', 'LT', False, [], [' A\\B'], ' A\\B'),
    ('610d0a620900', 'ST', False, [], ['a\r\nb\t'], 'a␍␊b␉'),
    ('612e620c7f85', 'LO', False, ['ISO_IR 100'], ['a.b\x0c\x7f\x85'], 'a.b␌␡␦'),
    ('61e280ae62', 'LO', False, ['ISO_IR 192'], ['a\u202eb'], 'a␦b'),
    ('e5b1b1e38080f09f9880', 'SH', False, ['ISO_IR 192'], ['山\u3000😀'], '山\u3000😀'),
    ('f09f9880' * 30, 'LO', False, ['ISO_IR 192'], ['😀' * 30], '😀' * 24 + '… 120 B'),
    ('f09f98805c' * 20 + '07', 'LO', False, ['ISO_IR 192'], ['😀'] * 20 + ['\x07'], '😀\\' * 12 + '… 101 B'),
    ('61' * 25, 'LO', False, [], ['a' * 25], 'a' * 24 + '… 25 B'),
    ('61' * 24, 'LO', False, [], ['a' * 24], 'a' * 24),
    ('61' * 600, 'UT', False, [], ['a' * 600], 'a' * 24 + '… 600 B'),
    ('1b24423b331b2842' * 40, 'LO', False, JAPANESE, ['山' * 40], '山' * 24 + '… 320 B'),
    ('312e322e3300', 'UI', False, [], ['1.2.3'], '1.2.3'),
    ('687474703a2f2f612f5c20', 'UR', False, [], ['http://a/\\'], 'http://a/\\'),
    ('444f455e4a', 'PN', False, [], ['DOE^J'], 'DOE^J'),
    ('3139393030313031', 'DA', False, [], ['19900101'], '19900101'),
    ('312e305c2d32', 'DS', False, [], ['1.0', '-2'], '1.0\\-2'),
    ('0100ffff', 'US', False, [], ['1', '65535'], '1\\65535'),
    ('0100ffff', 'US', True, [], ['256', '65535'], '256\\65535'),
    ('0100ffff', 'SS', False, [], ['1', '-1'], '1\\-1'),
    ('0100ff', 'US', False, [], ['1'], '1\\?'),
    ('01', 'US', False, [], [], '?'),
    ('ffffffff00000080', 'SL', False, [], ['-1', '-2147483648'], '-1\\-2147483648'),
    ('ffffffff00000080', 'UL', False, [], ['4294967295', '2147483648'], '4294967295\\2147483648'),
    ('ffffffffffffffff', 'UV', False, [], ['18446744073709551615'], '18446744073709551615'),
    ('8000000000000000', 'SV', True, [], ['-9223372036854775808'], '-9223372036854775808'),
    ('0100000000002000', 'SV', False, [], ['9007199254740993'], '9007199254740993'),
    ('10001000e07f1000', 'AT', False, [], ['(0010,0010)', '(7FE0,0010)'], '(0010,0010)\\(7FE0,0010)'),
    ('00100010', 'AT', True, [], ['(0010,0010)'], '(0010,0010)'),
    ('cdcccc3d', 'FL', False, [], ['0.1'], '0.1'),
    ('0000003f0000c07f', 'FL', False, [], ['0.5', 'nan'], '0.5\\nan'),
    ('3dcccccd', 'FL', True, [], ['0.1'], '0.1'),
    ('0000807f000080ff00000080', 'FL', False, [], ['inf', '-inf', '-0.0'], 'inf\\-inf\\-0.0'),
    ('01000000ffff7f7f', 'FL', False, [], ['1e-45', '3.4028235e+38'], '1e-45\\3.4028235e+38'),
    ('0000800f', 'FL', False, [], ['1.2621775e-29'], '1.2621775e-29'),
    ('0000004b00ca9a3b', 'FL', False, [], ['8388608.0', '0.0047237873'], '8388608.0\\0.0047237873'),
    ('9a9999999999b93f', 'FD', False, [], ['0.1'], '0.1'),
    ('3fb999999999999a', 'FD', True, [], ['0.1'], '0.1'),
    ('0100000000000000', 'FD', False, [], ['5e-324'], '5e-324'),
    ('ffffffffffffef7f', 'FD', False, [], ['1.7976931348623157e+308'], '1.7976931348623157e+308'),
    ('ffffffffffff0f00', 'FD', False, [], ['2.225073858507201e-308'], '2.225073858507201e-308'),
    ('0000000000000080', 'FD', False, [], ['-0.0'], '-0.0'),
    ('000000000000f0ff', 'FD', False, [], ['-inf'], '-inf'),
    ('00' * 80, 'US', False, [], ['0'] * 40, '0\\' * 12 + '… 80 B'),
    ('0001020304', 'OB', False, [], [], '00 01 02 03 04'),
    ('00ff' * 100, 'OW', False, [], [], '00 FF 00 FF 00 FF 00 FF … 200 B'),
    ('4d72204a6f686e', 'UN', False, [], ['Mr John'], 'Mr John'),
    ('4d7220004a', 'UN', False, [], [], '4D 72 20 00 4A'),
    ('4120', 'OB', False, [], [], '41 20'),
    ('414220', 'OB', False, [], ['AB'], 'AB'),
    ('00', 'ZZ', False, [], [], '00'),
    ('4141', 'SQ', False, [], [], ''),
]

# VR, dummy, zero for two numbers.
FIXED = [
    ('AE', 'ANONYMIZED', '0'), ('AS', '000Y', '000Y'), ('AT', None, None), ('CS', 'ANONYMIZED', '0'),
    ('DA', '19000101', '19000101'), ('DS', '0', '0\\0'), ('DT', '19000101000000', '19000101000000'), ('FD', None, None),
    ('FL', None, None), ('IS', '0', '0\\0'), ('LO', 'ANONYMIZED', '0'), ('LT', 'ANONYMIZED', '0'), ('OB', None, None),
    ('OD', None, None), ('OF', None, None), ('OL', None, None), ('OV', None, None), ('OW', None, None),
    ('PN', 'ANONYMIZED', '0'), ('SH', 'ANONYMIZED', '0'), ('SL', None, None), ('SQ', None, None), ('SS', None, None),
    ('ST', 'ANONYMIZED', '0'), ('SV', None, None), ('TM', '000000', '000000'), ('UC', 'ANONYMIZED', '0'), ('UI', None, None),
    ('UL', None, None), ('UN', None, None), ('UR', 'urn:anonymized:0', 'urn:anonymized:0'), ('US', None, None),
    ('UT', 'ANONYMIZED', '0'), ('UV', None, None),
]

# Names that are taken apart.
# A value and its cell in a CSV: no table program may take a part of it for a formula.
CELLS = [
    ('', ''), ('chest', 'chest'), ('a,b', '"a,b"'), ('a"b', '"a""b"'), ('a;b', 'a;b'), ('2=1', '2=1'), ('a@b', 'a@b'),
    ('=1', "'=1"), ('+1', "'+1"), ('-1', "'-1"), ('@x', "'@x"), ('＝1', "'＝1"), ('＋1', "'＋1"), ('－1', "'－1"), ('＠x', "'＠x"),
    (' =1', "' =1"), ('\t=1', "'\t=1"), ('\r=1', '␍=1'), ('a\n=1', 'a␊=1'), ('\ufeff=1', "'\ufeff=1"), ('\xa0\u200b=1', "'\xa0\u200b=1"),
    (';=1', ";'=1"), ('a;=1;b', "a;'=1;b"), ('a; ＝1', "a;' ＝1"), ('=1;=2', "'=1;'=2"), ('=1,2', '"\'=1,2"'), ('a;', 'a;'),
]

NAMES = ['', 'DOE^JANE', 'van der Berg-Müller^Anna Maria^^Dr.', 'Yamada^Tarou=山田^太郎=やまだ^たろう', '=王^小東', '^^^^', 'A^B^C^D^E^F']

# Selector, written form; or selector, code and position of what is wrong.
SELECTORS = [
    ('(0010,0010)', '(0010,0010)'),
    ('PatientName', '(0010,0010)'),
    ('(7fe0,0010)', '(7FE0,0010)'),
    ('RequestAttributesSequence[0].ScheduledProcedureStepID', '(0040,0275)[0].(0040,0009)'),
    ('ReferencedSeriesSequence[*].SeriesInstanceUID', '(0008,1115)[*].(0020,000E)'),
    ('ReferencedSeriesSequence[12].ReferencedSOPSequence[*].(0008,1155)', '(0008,1115)[12].(0008,1199)[*].(0008,1155)'),
    ('(0009,"ACME PRIV 01",01)', '(0009,"ACME PRIV 01",01)'),
    ('(0009," ACME PRIV 01 ",a1)[3].PatientID', '(0009,"ACME PRIV 01",A1)[3].(0010,0020)'),
    ('(0011,"SAY ""HI"", (1)].",10)', '(0011,"SAY ""HI"", (1)].",10)'),
    ('(0009,0010)', '(0009,0010)'),
    ('**.PatientName', '**.(0010,0010)'),
    ('**.ReferencedSeriesSequence[*].SeriesInstanceUID', '**.(0008,1115)[*].(0020,000E)'),
    ('ReferencedSeriesSequence[0]', '(0008,1115)[0]'),
    ('(FFFE,E000)', '(FFFE,E000)'),
]
NO_SELECTORS = [
    ('', 'selector-empty', 0), ('()', 'selector-tag', 1), ('(0010', 'selector-tag', 5), ('(0010,00', 'selector-tag', 8),
    ('(0010,0010', 'selector-tag', 10), ('(001G,0010)', 'selector-tag', 4), ('(0010 0010)', 'selector-tag', 5),
    ('(0010,0010) ', 'selector-end', 11), (' (0010,0010)', 'selector-keyword', 0), ('PatientNamE', 'selector-keyword', 0),
    ('PatientName.', 'selector-index', 11), ('PatientName.PatientID', 'selector-index', 11),
    ('ReferencedSeriesSequence[].PatientID', 'selector-index', 25), ('ReferencedSeriesSequence[x]', 'selector-index', 25),
    ('ReferencedSeriesSequence[1', 'selector-index', 24), ('ReferencedSeriesSequence[-1].PatientID', 'selector-index', 25),
    ('ReferencedSeriesSequence[0].', 'selector-keyword', 28), ('ReferencedSeriesSequence[0]PatientID', 'selector-end', 27),
    ('(0010,"ACME",01)', 'selector-creator', 6), ('(0009,"ACME,01)', 'selector-creator', 6), ('(0009,"",01)', 'selector-creator', 6),
    ('(0009,"ACME",1)', 'selector-tag', 14), ('(0009,"ACME"01)', 'selector-tag', 12), ('**', 'selector-keyword', 0),
    ('**.', 'selector-keyword', 3), ('**.**.PatientName', 'selector-keyword', 3), ('NoSuchKeyword', 'selector-keyword', 0),
]

# Selector, path, whether it means it.
MATCHES = [
    ('PatientName', '(0010,0010)', True),
    ('PatientName', '(0010,0020)', False),
    ('PatientName', '(0040,0275)[0].(0010,0010)', False),
    ('**.PatientName', '(0010,0010)', True),
    ('**.PatientName', '(0040,0275)[0].(0010,0010)', True),
    ('**.PatientName', '(0040,0275)[0].(0040,0275)[3].(0010,0010)', True),
    ('**.PatientName', '(0010,0020)', False),
    ('(0040,0275)[*].(0010,0010)', '(0040,0275)[7].(0010,0010)', True),
    ('(0040,0275)[7].(0010,0010)', '(0040,0275)[7].(0010,0010)', True),
    ('(0040,0275)[6].(0010,0010)', '(0040,0275)[7].(0010,0010)', False),
    ('**.(0040,0275)[6].(0010,0010)', '(0040,0275)[0].(0040,0275)[6].(0010,0010)', True),
    ('**.(0040,0275)[6].(0010,0010)', '(0010,0010)', False),
    ('(0040,0275)', '(0040,0275)', True),
    ('(0040,0275)[*]', '(0040,0275)', False),
    ('(0040,0275)[*]', '(0040,0275)[2]', True),
    ('(0040,0275)', '(0040,0275)[2]', True),
    ('(0009,"ACME",01)', '(0009,"ACME",01)', True),
    ('(0009,"ACME",01)', '(0009,"OTHER",01)', False),
    ('(0009,"ACME",01)', '(000B,"ACME",01)', False),
    ('(0009,"ACME",01)', '(0009,1001)', False),
    ('(0009,0010)', '(0009,0010)', True),
]

# Labels of the host for reading and for writing.
TABLES = [(label, label) for label in (
    'ascii', 'latin-1', 'latin-2', 'latin-3', 'latin-4', 'latin-5', 'latin-9', 'cyrillic', 'arabic', 'greek', 'hebrew', 'thai',
    'jis-x-0201', 'jis-x-0208', 'jis-x-0212', 'ks-x-1001', 'gb-2312', 'gbk', 'gb18030', 'utf-8')]
TABLES += [(label, label + '-vendor') for label in ('jis-x-0208', 'ks-x-1001', 'gb-2312')]

TERMS_BY_CHANCE = (['ISO_IR 192'], ['GB18030'], ['GBK'], ['ISO_IR 13'], ['ISO_IR 166'], ['ISO_IR 138'], ['ISO_IR 100'],
                   ['', 'ISO 2022 IR 87', 'ISO 2022 IR 159'], ['ISO 2022 IR 13', 'ISO 2022 IR 87'], ['', 'ISO 2022 IR 149'],
                   ['', 'ISO 2022 IR 58'], ['ISO 2022 IR 100', 'ISO 2022 IR 144', 'ISO 2022 IR 166'])
LIKELY = [b'\x1b$B', b'\x1b$(D', b'\x1b(B', b'\x1b(J', b'\x1b)I', b'\x1b$)C', b'\x1b$)A', b'\x1b-L', b'\x1b-A', b'\x1b', b'\\', b'^',
          b'=', b'\r\n', b' ', b'\0', b'A9']
VRS_BY_CHANCE = ('LO', 'PN', 'LT', 'UC', 'FL', 'FD', 'SV', 'UN', 'AT', 'UI')


def made_up():
    """Bytes by chance, the same in each run, as every kind of value: (function, arguments)."""
    chance = random.Random(2026)
    for place in range(400):
        content = b''.join(chance.choice(LIKELY) if chance.random() < 0.3 else bytes((chance.randrange(256),))
                           for _ in range(chance.randrange(24)))
        terms = TERMS_BY_CHANCE[place % len(TERMS_BY_CHANCE)]
        yield 'probes.text.value', [content, VRS_BY_CHANCE[place % len(VRS_BY_CHANCE)], place % 3 == 0, terms]
        yield 'probes.values.decoded', [terms, content, 'PN' if place % 2 else 'LO']
    letters = 'aZ ^\\=ÀéДжЁא한김山田やﾔ丂王小①ﾞ😀\r\x85\ufffd'
    for place in range(200):
        text = ''.join(chance.choice(letters) for _ in range(chance.randrange(1, 14)))
        yield 'probes.values.encoded', [TERMS_BY_CHANCE[place % len(TERMS_BY_CHANCE)], text]
        yield 'probes.text.name', [text]
