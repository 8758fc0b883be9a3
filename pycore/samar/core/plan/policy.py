"""A preset and a person's choices, compiled to arrays that the match kernel looks tags up in.

In: preset (plan/presets.py), options, category and element actions. Out: one `Compiled` for each SOP class, kept.
"""

from samar.core import host
from samar.core.errors import BadChoice
from samar.core.kernels import match as kernel
from samar.core.kernels import profile_rules, row_sets
from samar.core.plan import actions
from samar.core.standard import beyond, options, profile, types
from samar.kinds import Buffer, Bytes, Fields, Placed, Said, Steps, Tag, Uid

SILENT = 255
AGES = (0x00101010, 0x0072005F)     # Patient's Age, Selector AS Value
BIRTH_DATES = (0x00100030,)
ORDER = {'': 0, '1': 1, '2': 2, '3': 3, '1C': 4, '2C': 5}


class Policy:
    """`options` (tuple of ids), `categories` {id: (action, how)}, `tags` {tag: (action, how)} that hold wherever the tag
    stands, `places` [(steps, action)] for one place, `preset` (its id), `asked` {selector of a person: steps, or None once a file had
    such an element}.
    `compiled` and `declared` are kept by those who make them."""

    __slots__ = ('asked', 'categories', 'compiled', 'declared', 'known', 'options', 'places', 'preset', 'tags')

    def __init__(self, preset: str, chosen: tuple[str, ...], categories: dict[str, Said], tags: dict[Tag, Said],
                 places: list[Placed]) -> None:
        conflict = options.conflict(chosen)
        if conflict is not None:
            raise BadChoice('option-conflict', detail=conflict[0] + ' ' + conflict[1])
        for option in chosen:
            if not options.known(option):
                raise BadChoice('option-unknown', detail=option)
        self.preset = preset
        self.options = tuple(chosen)
        self.categories = categories
        self.tags = tags
        self.places = places
        self.asked: dict[str, Steps | None] = {}
        self.compiled: dict[str, 'Compiled'] = {}
        self.declared: dict[tuple[bool, bool, bool, bool, bool], list[tuple[int, str, Buffer, Buffer]]] = {}

    def has(self, option: str) -> bool:
        """Whether an option is on."""
        return option in self.options

    def unmet(self) -> list[str]:
        """Selectors of a person that meant nothing in any file so far."""
        return [selector for selector in self.asked if self.asked[selector] is not None]

    def for_class(self, sop_class: Uid) -> 'Compiled':
        """The Compiled for files of a SOP class ('' when unknown)."""
        found = self.compiled.get('=' + sop_class)
        if found is None:
            found = Compiled(self, sop_class)
            self.compiled['=' + sop_class] = found
        return found


class Compiled:
    """Ascending `tag`, with `action`, `how` and `row` (of table E.1-1, -1 for none) for each; `rules` of them; `special` the same
    for curves and overlays; what to do by VR; `private` 0 keep, 1 remove, 2 choose the safe ones."""

    __slots__ = ('action', 'by_date', 'by_name', 'by_uid', 'how', 'private', 'row', 'rules', 'sop_class', 'special_action',
                 'special_how', 'tag', 'unknown')

    def __init__(self, policy: Policy, sop_class: Uid) -> None:
        self.sop_class = sop_class
        table = profile.columns()
        rows = len(table['tag'])
        plain = table['plain']
        kinds = types.column(sop_class)
        of_category, of_how = host.uint8(11), host.uint8(11)
        for place in range(11):
            word = policy.categories.get(profile.CATEGORIES[place])
            of_category[place] = SILENT if word is None else word[0]
            of_how[place] = kernel.CATEGORY if word is None else word[1]
        action, how = host.uint8(rows), host.uint8(rows)
        profile_rules.resolve(rows, table['basic'], table['keep'], table['clean'], table['category'], options.bits(policy.options),
                              of_category, of_how, kinds, action, how)
        if policy.has(options.RETAIN_PATIENT_CHARACTERISTICS):
            self._cap(action, AGES)
        self._cap(action, BIRTH_DATES)
        said = self._beyond(policy)
        added = list(said)
        for tag in policy.tags:
            at = profile.row_of(tag)
            if at >= 0 and tag // 65536 % 2 == 0:
                action[at], how[at] = policy.tags[tag]
            elif at < 0:
                if tag not in said:
                    added.append(tag)
                said[tag] = policy.tags[tag]
        added.sort()
        self._merge(table, plain, action, how, added, said)
        self.special_action, self.special_how = host.uint8(3), host.uint8(3)
        for place in range(3):
            self.special_action[place], self.special_how[place] = action[plain + place], how[plain + place]
        self.private = 1
        if policy.has(options.RETAIN_SAFE_PRIVATE) or policy.has(options.RETAIN_PRIVATE_BY_EVIDENCE):
            self.private = 2
        if 'private' in policy.categories:
            self.private = 0 if policy.categories['private'][0] == actions.KEEP else 1
        self.by_uid = actions.KEEP if policy.has(options.RETAIN_UIDS) else actions.UID
        self.by_name = actions.DUMMY
        self.by_date = actions.DUMMY
        if policy.has(options.RETAIN_FULL_DATES):
            self.by_date = actions.KEEP
        elif policy.has(options.MODIFY_DATES):
            self.by_date = actions.SHIFT
        self.unknown = actions.REMOVE

    def _beyond(self, policy: Policy) -> dict[Tag, Said]:
        """What people wrote, or are, in text that table E.1-1 does not list: {tag: (action, how)}."""
        said = {}
        for tag in beyond.PEOPLE:
            said[tag] = (actions.DUMMY, kernel.BEYOND)
        if policy.categories.get('identity', (None,))[0] != actions.KEEP:
            for tag in beyond.PROFILES:
                said[tag] = (actions.CLEAN, kernel.BEYOND)
        if policy.has(options.CLEAN_DESCRIPTORS):
            for tag in beyond.free_text():
                said[tag] = (actions.CLEAN, kernel.BEYOND)
        return said

    def _cap(self, action: Bytes, tags: tuple[int, ...]) -> None:
        """Ages over 89 single a person out: what would stay is capped (HIPAA 164.514(b)(2)(i)(C)); cleaning is how it is said."""
        for tag in tags:
            at = profile.row_of(tag)
            if action[at] == actions.KEEP:
                action[at] = actions.CLEAN

    def _merge(self, table: Fields, plain: int, action: Bytes, how: Bytes, added: list[int], said: dict[Tag, Said]) -> None:
        """Lay the tags that table E.1-1 does not list between those that it does."""
        count = plain + len(added)
        self.rules = count
        if not added:
            self.tag, self.action, self.how = table['tag'], action, how
            self.row = host.int32(count)
            row_sets.number_rows(self.row, count)
            return
        self.tag, self.action, self.how, self.row = host.uint32(count), host.uint8(count), host.uint8(count), host.int32(count)
        extra = host.uint32(len(added))
        extra_action, extra_how = host.uint8(len(added)), host.uint8(len(added))
        for place in range(len(added)):
            extra[place] = added[place]
            extra_action[place], extra_how[place] = said[added[place]]
        kernel.lay_between(table['tag'], action, how, plain, extra, extra_action, extra_how, len(added),
                           self.tag, self.action, self.how, self.row)
