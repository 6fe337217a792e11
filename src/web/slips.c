/*
 * Slips as the door knows them: a code of sixteen characters that leads to a survey once.  Free
 * slips are known by a keyed hash in the survey's answers file; a used one by the mark that all
 * slips of the survey bear, and by nothing that was kept of it.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/machine.h"

/* How much a survey has to do with a code: the one with most answers for it. */
enum claim {
	CLAIM_NONE,
	CLAIM_CLOSED, /* by its mark alone, as the next two */
	CLAIM_LATER,  /* its answers file is not open yet */
	CLAIM_SPENT,
	CLAIM_FREE, /* its hash is there */
};

/* The writer takes the file away when its survey is forgotten: never while it is asked here. */
static bool
slip_there(struct held *survey, const unsigned char hash[SLIP_HASH])
{
	struct answers_file *f;
	bool there;

	pthread_mutex_lock(&survey->file_goes);
	f = atomic_load(&survey->file);
	there = f && answers_slip_there(f, hash);
	pthread_mutex_unlock(&survey->file_goes);
	return there;
}

/* All is computed whatever comes of it, so that an unknown code takes no less time. */
static enum claim
slip_claim(struct held *survey, const char *code, unsigned char hash[SLIP_HASH])
{
	const struct door_survey *open = &survey->open;
	bool mine = slip_mine(code, survey->slip_key), there;

	slip_hash(code, survey->slip_key, hash);
	there = slip_there(survey, hash);
	if (there)
		return CLAIM_FREE;
	if (!mine)
		return CLAIM_NONE;
	if (open->state != SURVEY_OPEN || open->days_closed)
		return atomic_load(&survey->has_slips) ? CLAIM_CLOSED : CLAIM_NONE;
	if (!atomic_load(&survey->file))
		return CLAIM_LATER;
	return atomic_load(&survey->has_slips) ? CLAIM_SPENT : CLAIM_NONE;
}

/* Whether it may have used the code up; false: it never had any slips, or has forgotten them. */
static bool
may_have_used(struct held *survey, const char *code, unsigned char hash[SLIP_HASH])
{
	switch (slip_claim(survey, code, hash)) {
	case CLAIM_NONE:
		return false;
	case CLAIM_LATER:
		return true;
	case CLAIM_CLOSED:
	case CLAIM_SPENT:
	case CLAIM_FREE:
		break;
	}
	return atomic_load(&survey->file) && !survey->open.secrets->ticket_gone;
}

/* Surveys are added at the end and never taken away, so the order lasts. */
bool
door_find_next(struct door *door, struct door_link *out)
{
	bool behind = !out->survey;

	for (size_t i = 0; i < door->survey_count; i++) {
		struct held *survey = door->surveys[i];
		unsigned char hash[SLIP_HASH];

		if (!behind) {
			behind = out->survey == &survey->open;
			continue;
		}
		if (!may_have_used(survey, out->code, hash) || !held_form(survey))
			continue;
		out->survey = &survey->open;
		memcpy(out->hash, hash, SLIP_HASH);
		return true;
	}
	return false;
}

bool
door_find_slip(struct door *door, const char *code, struct door_link *out)
{
	enum claim best = CLAIM_NONE;
	struct held *found = NULL;

	for (size_t i = 0; !door->preview && i < door->survey_count; i++) {
		struct held *survey = door->surveys[i];
		unsigned char hash[SLIP_HASH];
		enum claim claim;

		if (!atomic_load(&survey->has_slips) && atomic_load(&survey->file))
			continue; /* it never had any */
		claim = slip_claim(survey, code, hash);
		if (claim <= best || !held_form(survey))
			continue;
		best = claim;
		found = survey;
		memcpy(out->hash, hash, SLIP_HASH);
	}
	if (!found)
		return false;
	out->survey = &found->open;
	out->slip = true;
	out->closed = found->open.state != SURVEY_OPEN || found->open.days_closed;
	out->later = best == CLAIM_LATER;
	out->spent = best == CLAIM_SPENT;
	return true;
}

/* ---- print runs, by the hatch: on the writer's thread ---------------------------------- */

static struct answers_file *
file_to_write(struct held *survey, struct err *err)
{
	struct answers_file *f = atomic_load(&survey->file);

	if (sender_stopped(survey->door->sender)) {
		err_set(err, ERR_IO, "the door cannot store answers; see its log");
		return NULL;
	}
	if (!f) {
		err_set(err, ERR_MISSING, "the survey takes no answers");
		return NULL;
	}
	sender_dirty(survey->door->sender, survey);
	return f;
}

bool
held_slips_add(struct held *survey, const unsigned char (*hashes)[SLIP_BYTES], size_t n,
	       unsigned *out_run, struct err *err)
{
	struct answers_file *f = file_to_write(survey, err);

	if (!f || !answers_slips_add(f, hashes, n, out_run, err))
		return false;
	atomic_store(&survey->has_slips, true);
	return true;
}

bool
held_slips_withdraw(struct held *survey, unsigned run, struct err *err)
{
	struct answers_file *f = file_to_write(survey, err);

	return f && answers_slips_withdraw(f, run, err);
}
