/*
 * Print runs of slips, as the hatch takes them: hashes come in, or a run is struck out.  The
 * writer's thread does both, since it alone writes the answers file.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "web/hatch_job.h"

static enum send_result
add_work(void *with)
{
	struct hatch_job *job = with;

	return held_slips_add(job->survey,
			      (const unsigned char(*)[SLIP_BYTES])job->hashes,
			      job->hash_count, &job->run, &job->err)
		       ? SEND_STORED
		       : SEND_FAILED;
}

static enum send_result
withdraw_work(void *with)
{
	struct hatch_job *job = with;

	return held_slips_withdraw(job->survey, job->run, &job->err) ? SEND_STORED
								     : SEND_FAILED;
}

static void
slips_done(void *with, enum send_result result)
{
	struct hatch_job *job = with;

	if (result == SEND_STORED)
		job_end(job, ERR_NONE, job->run, "");
	else
		job_end(job, job->err.code, 0, job->err.text);
}

void
handle_slips_add(struct hatch_client *c, uint32_t number, struct held *survey,
		 struct cut *rest)
{
	struct door *door = c->server->door;
	uint32_t n = cut_u32(rest);
	const unsigned char *hashes = NULL;
	struct hatch_job *job;

	if (n && n <= SLIPS_MOST)
		hashes = cut_bytes(rest, (size_t)n * SLIP_BYTES);
	if (!hashes || !cut_done(rest)) {
		reply_put(c, number, ERR_INPUT, 0, "the message is damaged");
		return;
	}
	if (survey->open.state != SURVEY_OPEN || !atomic_load(&survey->file) ||
	    door->stopping) {
		reply_put(c, number, ERR_MISSING, 0, "the survey takes no answers");
		return;
	}
	if (c->printing) { /* so that a client's messages hold one copy at most */
		reply_put(c, number, ERR_BUSY, 0, "another print run is under way");
		return;
	}
	job = job_new(c, number, survey);
	job->hashes = mem_new(n, SLIP_BYTES);
	memcpy(job->hashes, hashes, (size_t)n * SLIP_BYTES);
	job->hash_count = n;
	c->printing = true;
	sender_work(door->sender, false, add_work, slips_done, job);
}

void
handle_slips_withdraw(struct hatch_client *c, uint32_t number, struct held *survey,
		      struct cut *rest)
{
	uint32_t run = cut_u32(rest);
	struct hatch_job *job;

	if (!cut_done(rest)) {
		reply_put(c, number, ERR_INPUT, 0, "the message is damaged");
		return;
	}
	if (!atomic_load(&survey->file)) {
		reply_put(c, number, ERR_MISSING, 0, "the survey takes no answers");
		return;
	}
	job = job_new(c, number, survey);
	job->run = run;
	sender_work(c->server->door->sender, false, withdraw_work, slips_done, job);
}
