/*
 * The rest of desk.db: what people at the desk did, releases that wait for a second person, and
 * the timers of rooms.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/sqlite/desk.h"

/* ---- the audit log ------------------------------------------------------------------- */

bool
act_add(struct desk_store *d, const struct act_row *row, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) add = stmt_use(d->sql, STMT_ACT_ADD);

	(void)held;
	stmt_int(&add, ":at", row->at);
	stmt_text(&add, ":person", row->person);
	stmt_text(&add, ":act", row->act);
	stmt_text(&add, ":subject", row->subject ? row->subject : "");
	stmt_text(&add, ":words", row->words ? row->words : "");
	return stmt_run(&add, err);
}

bool
act_about(struct desk_store *d, const char *subject, uint64_t before, size_t most,
	  struct act_row **out, size_t *out_count, struct arena *a, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) get = stmt_use(d->sql, STMT_ACT_LIST);
	struct act_row *rows = arena_array(a, struct act_row, most ? most : 1);
	size_t count = 0;
	bool row;

	(void)held;
	stmt_text(&get, ":subject", subject);
	stmt_int(&get, ":before",
		 before && before < INT64_MAX ? (int64_t)before : INT64_MAX);
	stmt_int(&get, ":most", (int64_t)most);
	for (;;) {
		if (!stmt_row(&get, &row, err))
			return false;
		if (!row || count == most)
			break;
		rows[count++] = (struct act_row){
			.number = (uint64_t)stmt_get_int(&get, 0),
			.at = stmt_get_int(&get, 1),
			.person = stmt_arena_text(&get, 2, a),
			.act = stmt_arena_text(&get, 3, a),
			.subject = stmt_arena_text(&get, 4, a),
			.words = stmt_arena_text(&get, 5, a),
		};
	}
	*out = rows;
	*out_count = count;
	return true;
}

bool
act_list(struct desk_store *d, uint64_t before, size_t most, struct act_row **out,
	 size_t *out_count, struct arena *a, struct err *err)
{
	return act_about(d, NULL, before, most, out, out_count, a, err);
}

/* ---- proposals ----------------------------------------------------------------------- */

static bool
proposal_number(struct desk_store *d, uint64_t *out, struct err *err)
{
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PROPOSAL_NUMBER);
	bool row;

	if (!stmt_row(&get, &row, err))
		return false;
	*out = row ? (uint64_t)stmt_get_int(&get, 0) : 0;
	return true;
}

bool
proposal_add(struct desk_store *d, struct proposal *p, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(txn) txn = txn_begin(d->sql, STMT_BEGIN_WRITE, err);
	SCOPED(stmt) add = stmt_use(d->sql, STMT_PROPOSAL_ADD);
	uint64_t number;

	(void)held;
	stmt_text(&add, ":survey", p->survey);
	stmt_text(&add, ":by", p->by);
	stmt_text(&add, ":wanted", p->order);
	stmt_text(&add, ":digest", p->digest);
	stmt_int(&add, ":at", p->at);
	if (!txn.open || !stmt_run(&add, err) || !proposal_number(d, &number, err) ||
	    !txn_keep(&txn, err))
		return false;
	p->number = number;
	p->state = PROPOSAL_OPEN;
	p->second = "";
	return true;
}

static struct proposal
proposal_take(struct stmt *get, struct arena *a)
{
	struct proposal p = {
		.number = (uint64_t)stmt_get_int(get, 0),
		.by = stmt_arena_text(get, 2, a),
		.order = stmt_arena_text(get, 3, a),
		.digest = stmt_arena_text(get, 4, a),
		.state = (enum proposal_state)stmt_get_int(get, 5),
		.second = stmt_arena_text(get, 6, a),
		.at = stmt_get_int(get, 7),
	};

	stmt_copy_text(get, 1, p.survey, sizeof(p.survey));
	return p;
}

bool
proposal_all(struct desk_store *d, const char *survey, struct proposal **out,
	     size_t *out_count, struct arena *a, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) get = stmt_use(d->sql, STMT_PROPOSAL_ALL);
	struct proposal *rows = arena_array(a, struct proposal, 1);
	size_t count = 0, room = 1;
	bool row;

	(void)held;
	stmt_text(&get, ":survey", survey);
	for (;;) {
		if (!stmt_row(&get, &row, err))
			return false;
		if (!row)
			break;
		if (count == room) {
			struct proposal *grown =
				arena_array(a, struct proposal, room * 2);

			memcpy(grown, rows, count * sizeof(*rows));
			rows = grown;
			room *= 2;
		}
		rows[count++] = proposal_take(&get, a);
	}
	*out = rows;
	*out_count = count;
	return true;
}

bool
proposal_end(struct desk_store *d, uint64_t number, enum proposal_state state,
	     const char *second, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) end = stmt_use(d->sql, STMT_PROPOSAL_END);
	int changed;

	(void)held;
	stmt_int(&end, ":number", (int64_t)number);
	stmt_int(&end, ":state", state);
	stmt_text(&end, ":second", second);
	if (!stmt_change(&end, &changed, err))
		return false;
	return changed == 1 ||
	       err_set(err, ERR_BUSY, "this proposal is not open any more");
}

/* ---- timers -------------------------------------------------------------------------- */

bool
timer_get(struct desk_store *d, const char *room, int64_t *out_ends, int *out_left,
	  struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) get = stmt_use(d->sql, STMT_TIMER_GET);
	bool row;

	(void)held;
	stmt_text(&get, ":room", room);
	if (!stmt_row(&get, &row, err))
		return false;
	*out_ends = row ? stmt_get_int(&get, 0) : 0;
	*out_left = row ? (int)stmt_get_int(&get, 1) : 0;
	return true;
}

bool
timer_put(struct desk_store *d, const char *room, int64_t ends, int left, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) put = stmt_use(d->sql, STMT_TIMER_PUT);

	(void)held;
	stmt_text(&put, ":room", room);
	stmt_int(&put, ":ends", ends);
	stmt_int(&put, ":left", left);
	return stmt_run(&put, err);
}

bool
timer_drop(struct desk_store *d, const char *room, struct err *err)
{
	SCOPED(held) held = desk_held(d);
	SCOPED(stmt) drop = stmt_use(d->sql, STMT_TIMER_DROP);

	(void)held;
	stmt_text(&drop, ":room", room);
	return stmt_run(&drop, err);
}
