/*
 * Which slots of a room's step are taken, in the loop's memory: so a phone that shows its page
 * again is told whether it has answered without waiting for the disk behind other people's answers.
 *
 * Only what this door has seen stored is known, and that nothing else is there is known only of a
 * step whose file it made itself.  Ids lie in their own order, which tells nothing of when they
 * came, and are wiped with the step's ticket key.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/machine.h"

enum { THERE_MOST = 1 << 14 };

/* The first that is not before it. */
static size_t
spot(const struct held *step, const unsigned char *id)
{
	size_t low = 0, high = step->there_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (memcmp(step->there[middle], id, ANSWER_ID) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
is_at(const struct held *step, size_t at, const unsigned char *id)
{
	return at < step->there_count && !memcmp(step->there[at], id, ANSWER_ID);
}

bool
there_look(const struct held *step, const unsigned char id[ANSWER_ID],
	   enum send_result *out)
{
	bool there = is_at(step, spot(step, id), id);

	if (!there && !atomic_load(&step->there_whole))
		return false;
	*out = there ? SEND_THERE : SEND_REFUSED;
	return true;
}

static void
there_put(struct held *step, const unsigned char id[ANSWER_ID])
{
	size_t at = spot(step, id), count = step->there_count;

	if (is_at(step, at, id))
		return;
	if (count == THERE_MOST) { /* more than any room has: the store is asked */
		atomic_store(&step->there_whole, false);
		return;
	}
	if (count == step->there_room) {
		step->there_room = count ? 2 * count : 64;
		step->there =
			mem_grow(step->there, step->there_room, sizeof(*step->there));
	}
	memmove(step->there + at + 1, step->there + at,
		(count - at) * sizeof(*step->there));
	memcpy(step->there[at], id, ANSWER_ID);
	step->there_count++;
}

void
there_learn(const struct send *send, enum send_result result)
{
	struct held *step = (struct held *)send->survey; /* its first member */
	unsigned char id[ANSWER_ID];

	/* Looks are for the phone's first contribution alone. */
	if (!send->in_room || send->turn || step->open.secrets->ticket_gone)
		return;
	if (result == SEND_STORED || result == SEND_THERE) {
		room_slot(send->ticket, send->turn, step->open.secrets->ticket_key, id);
		there_put(step, id);
	} else if (!send->only_look) {
		/* It may be stored a moment after it was given up. */
		atomic_store(&step->there_whole, false);
	}
}

void
there_forget(struct held *step)
{
	if (step->there)
		secret_wipe(step->there, step->there_room * sizeof(*step->there));
	free(step->there);
	step->there = NULL;
	step->there_count = step->there_room = 0;
	atomic_store(&step->there_whole, false);
}
