/*
 * A guide with each activity once, and its agenda:
 *   1 opening, 2 warm-up, 3 words, 4 talk, 5 dots (2), 6 notes, 7 talk, 8 dots (3), 9 read back,
 *   10 votes, 11 talk, 12 scorecard, 13 talk, 14 read back, 15 talk alone, 16 closing
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_TEST_LIVE_ROOM_H
#define CANVASS_TEST_LIVE_ROOM_H

#include "live/live.h"
#include "tests/tap.h"

#define ROOM_FORM                                                                    \
	"canvass: form 1\nid: pulse\ntitle: Pulse\nlanguages: [en]\nexpected: 200\n" \
	"themes:\n  awareness: Awareness\n  aftercare: Care\n"                       \
	"option lists:\n  agreement:\n    1: No\n    2: Unsure\n    3: Yes\n"        \
	"privacy:\n  smallest group: 10\n"                                           \
	"pages:\n  - title: One\n    questions:\n      - id: helped\n"               \
	"        type: scale\n        ask: Help?\n        theme: awareness\n"        \
	"        options: agreement\n"

#define ROOM_GUIDE                                                                          \
	"canvass: guide 1\nid: pulse-room\nform: pulse\ntitle: A room\ngroup: others\n"     \
	"languages: [en]\nlasts: 60 minutes\nsmallest room: 4\nshow from: 3\n"              \
	"pause word: blue\nground rules:\n  - Be kind\n"                                    \
	"opening:\n  minutes: 5\n  read: Welcome\n"                                         \
	"sections:\n"                                                                       \
	"  - theme: awareness\n    minutes: 10\n    warm up:\n      ask: Did you know?\n"   \
	"      options:\n        yes: Yes\n        no: No\n"                                \
	"    ask: Which words?\n    hint: One or two\n    phones: words\n"                  \
	"    then: two votes each\n"                                                        \
	"  - theme: aftercare\n    minutes: 10\n    ask: What helped?\n    phones: notes\n" \
	"    then: three votes each\n    read back: yes\n"                                  \
	"  - theme: aftercare\n    minutes: 10\n    ask: Which?\n    phones: votes\n"       \
	"    options: agreement\n"                                                          \
	"  - theme: awareness\n    minutes: 10\n    ask: How was it?\n"                     \
	"    phones: scorecard\n    options: agreement\n"                                   \
	"    statements:\n      same_care: Cared for\n      kept_in: Kept informed\n"       \
	"    read back: yes\n"                                                              \
	"  - theme: awareness\n    minutes: 10\n    ask: What else?\n    phones: nothing\n" \
	"closing:\n  minutes: 5\n  read: Goodbye\n"

enum { WARM = 2, WORDS = 3, DOTS = 5, NOTES = 6, TALK = 7, VOTES = 10, CARD = 12 };

TAP_UNUSED static struct agenda *
agenda_try(struct arena *a)
{
	struct agenda *made = arena_one(a, struct agenda);
	struct err err = { 0 };
	struct guide *guide = agenda_guide("pulse-room@1", ROOM_GUIDE, strlen(ROOM_GUIDE),
					   ROOM_FORM, strlen(ROOM_FORM), a, &err);

	if (!guide)
		die("%s", err.text);
	agenda_make(made, guide);
	return made;
}

/* What a phone posts, as its body. */
TAP_UNUSED static struct pairs
posted(const char *body, struct arena *a)
{
	struct pairs pairs;

	if (pairs_read(&pairs, body, strlen(body), a) != PAIRS_OK)
		die("posted: %s", body);
	return pairs;
}

#endif
