/*
 * What the files of the hatch's server share: its clients, and what is under way for them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_HATCH_JOB_H
#define CANVASS_HATCH_JOB_H

#include "web/hatch_wire.h"
#include "web/machine.h"

#define CLIENTS_MOST 16u
#define JOBS_MOST    64u /* of one client, under way */

struct hatch_client {
	struct hatch_client *next;
	struct hatch_server *server;
	int fd;
	size_t jobs;
	struct buf in, out;
	size_t sent;	  /* of out */
	bool gone;	  /* kept until its last job has ended */
	bool taking;	  /* client_take is at work */
	bool printing;	  /* a print run of slips is under way: one at a time */
	uint32_t listens; /* epoll events that are set */
};

/* One message under way; outlives its client if that leaves. */
struct hatch_job {
	struct hatch_client *client;
	uint32_t number;
	struct held *survey;
	struct err err;
	struct arena *arena; /* OPEN: of row */
	struct survey row;
	unsigned char (*hashes)[SLIP_BYTES]; /* SLIPS_ADD */
	size_t hash_count;
	unsigned run;			/* of slips */
	struct hatch_job *next, **self; /* in the server's list */
};

struct hatch_server {
	struct door *door;
	int fd;
	struct hatch_client *clients;
	size_t client_count;
	struct hatch_job *jobs;
};

struct hatch_job *job_new(struct hatch_client *client, uint32_t number,
			  struct held *survey);
/* result: an enum slot_result, or the number of a print run. */
void job_end(struct hatch_job *job, enum err_code code, unsigned result,
	     const char *words);
/* Where there is no job. */
void reply_put(struct hatch_client *c, uint32_t number, enum err_code code,
	       unsigned result, const char *words);

/* Print runs (hatch_slips.c); rest: what follows the survey's name. */
void handle_slips_add(struct hatch_client *c, uint32_t number, struct held *survey,
		      struct cut *rest);
void handle_slips_withdraw(struct hatch_client *c, uint32_t number, struct held *survey,
			   struct cut *rest);

#endif
