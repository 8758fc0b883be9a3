"""Coding schemes whose codes are published, by Coding Scheme Designator (PS3.16 section 8): what their meanings say stands in a book.

Local schemes (`L`, `99…`) are not here, nor SNM3 and 99SDM, under which SNOMED codes stood before PS3.16 gave them the designator SRT.
"""

# Codes have a number: SNOMED, LOINC, RadLex, NCI, anatomy, substances, organisms, diagnoses, devices.
NUMBERED = ('SCT', 'SRT', 'LN', 'RADLEX', 'FMA', 'NCIt', 'UMLS', 'MSH', 'MDC', 'SCPECG', 'NEU', 'UBERON', 'RXNORM', 'NDC', 'PUBCHEM_CID',
            'ITIS_TSN', 'I10', 'I10P', 'I9C', 'ICDO3', 'CTCAE', 'MDDX', 'BARI')
# Codes are numbers, or words in capitals.
NAMED = ('DCM', 'IBSI')
UNITS = ('UCUM',)
# Countries and languages.
TONGUES = ('ISO3166_1', 'ISO639_1', 'ISO639_2', 'RFC3066', 'RFC5646')
ALL = NUMBERED + NAMED + UNITS + TONGUES
