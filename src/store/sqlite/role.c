/*
 * The roles of connections: settings, statements, and what SQLite may do for each.  A door's
 * reader cannot write, a writer of answers cannot delete, and nobody can attach a file,
 * whatever text of SQL might ever reach a connection.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include "store/desk.h"
#include "store/sqlite/internal.h"

#define ANY NULL, NULL

/* Settings of every connection; the rest of a list follows behind. */
#define SETTINGS_ALL                                                       \
	{ STMT_SET_MMAP, STMT_GET_MMAP, "0" },                             \
		{ STMT_SET_TEMP_STORE, STMT_GET_TEMP_STORE, "2" },         \
		{ STMT_SET_TRUSTED_SCHEMA, STMT_GET_TRUSTED_SCHEMA, "0" }, \
		{ STMT_SET_CELL_CHECK, STMT_GET_CELL_CHECK, "1" },         \
	{                                                                  \
		STMT_SET_SECURE_DELETE, STMT_GET_SECURE_DELETE, "1"        \
	}

static const struct sql_setting make_settings[] = {
	SETTINGS_ALL,
	{ STMT_SET_JOURNAL_MEMORY, STMT_GET_JOURNAL, "memory" },
	{ STMT_SET_SYNCHRONOUS_OFF, STMT_GET_SYNCHRONOUS, "0" },
	{ 0 },
};

static const struct sql_setting workspace_read_settings[] = {
	SETTINGS_ALL,
	{ STMT_SET_QUERY_ONLY, STMT_GET_QUERY_ONLY, "1" },
	{ STMT_GET_JOURNAL, STMT_GET_JOURNAL, "delete" },
	{ 0 },
};

static const struct sql_setting workspace_write_settings[] = {
	SETTINGS_ALL,
	{ STMT_SET_FOREIGN_KEYS, STMT_GET_FOREIGN_KEYS, "1" },
	{ STMT_SET_JOURNAL_DELETE, STMT_GET_JOURNAL, "delete" },
	{ STMT_SET_SYNCHRONOUS_EXTRA, STMT_GET_SYNCHRONOUS, "3" },
	{ 0 },
};

static const struct sql_setting answers_read_settings[] = {
	SETTINGS_ALL,
	{ STMT_SET_AUTO_CHECKPOINT, STMT_GET_AUTO_CHECKPOINT, "0" },
	{ STMT_SET_QUERY_ONLY, STMT_GET_QUERY_ONLY, "1" },
	{ STMT_GET_JOURNAL, STMT_GET_JOURNAL, "wal" },
	{ 0 },
};

static const struct sql_setting answers_write_settings[] = {
	SETTINGS_ALL,
	{ STMT_SET_AUTO_CHECKPOINT, STMT_GET_AUTO_CHECKPOINT, "0" },
	{ STMT_GET_JOURNAL, STMT_GET_JOURNAL, "wal" },
	{ STMT_SET_SYNCHRONOUS_FULL, STMT_GET_SYNCHRONOUS, "2" },
	{ 0 },
};

/* PRAGMAs pass until the settings stand; after that, only those named here. */
static const struct sql_rule make_rules[] = {
	{ SQLITE_SELECT, ANY },
	{ SQLITE_READ, ANY },
	{ SQLITE_INSERT, ANY },
	{ SQLITE_UPDATE, ANY },
	{ SQLITE_FUNCTION, ANY },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_CREATE_TABLE, ANY },
	{ SQLITE_CREATE_INDEX, ANY },
	{ SQLITE_DROP_INDEX, NULL, "link" },
	{ SQLITE_DELETE, "sqlite_master", NULL },
	{ SQLITE_REINDEX, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ 0, ANY },
};

/* Of an older workspace: the tables that it lacks, and its number. */
static const struct sql_rule workspace_upgrade_rules[] = {
	{ SQLITE_CREATE_TABLE, "ledger", NULL },
	{ SQLITE_CREATE_INDEX, NULL, "ledger" }, /* of its primary key */
	{ SQLITE_READ, "ledger", NULL },
	{ SQLITE_CREATE_TABLE, "tick", NULL },
	{ SQLITE_CREATE_INDEX, NULL, "tick" },
	{ SQLITE_READ, "tick", NULL },
	{ SQLITE_CREATE_TABLE, "note", NULL },
	{ SQLITE_CREATE_INDEX, NULL, "note" },
	{ SQLITE_READ, "note", NULL },
	{ SQLITE_CREATE_TABLE, "room", NULL },
	{ SQLITE_CREATE_INDEX, NULL, "room" },
	{ SQLITE_READ, "room", NULL },
	{ SQLITE_CREATE_TABLE, "room_step", NULL },
	{ SQLITE_CREATE_INDEX, NULL, "room_step" },
	{ SQLITE_READ, "room_step", NULL },
	{ SQLITE_CREATE_TABLE, "room_item", NULL },
	{ SQLITE_CREATE_INDEX, NULL, "room_item" },
	{ SQLITE_READ, "room_item", NULL },
	{ SQLITE_DROP_INDEX, NULL, "link" }, /* and its indexes, made anew */
	{ SQLITE_CREATE_INDEX, NULL, "link" },
	{ SQLITE_REINDEX, ANY },
	{ SQLITE_READ, "link", NULL },
	{ SQLITE_INSERT, "sqlite_master", NULL },
	{ SQLITE_UPDATE, "sqlite_master", NULL },
	{ SQLITE_DELETE, "sqlite_master", NULL },
	{ SQLITE_READ, "sqlite_master", NULL },
	{ SQLITE_FUNCTION, NULL, "length" },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ SQLITE_PRAGMA, "user_version", NULL },
	{ SQLITE_PRAGMA, "data_version", NULL },
	{ 0, ANY },
};

static const struct sql_rule workspace_read_rules[] = {
	{ SQLITE_SELECT, ANY },
	{ SQLITE_READ, "survey", NULL },
	{ SQLITE_READ, "recipient", NULL },
	{ SQLITE_READ, "link", NULL },
	{ SQLITE_READ, "ledger", NULL },
	{ SQLITE_READ, "tick", NULL },
	{ SQLITE_READ, "note", NULL },
	{ SQLITE_READ, "room", NULL },
	{ SQLITE_READ, "room_step", NULL },
	{ SQLITE_READ, "room_item", NULL },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ SQLITE_PRAGMA, "data_version", NULL },
	{ 0, ANY },
};

static const struct sql_rule workspace_write_rules[] = {
	{ SQLITE_SELECT, ANY },
	{ SQLITE_READ, "survey", NULL },
	{ SQLITE_READ, "recipient", NULL },
	{ SQLITE_READ, "link", NULL },
	{ SQLITE_READ, "ledger", NULL },
	{ SQLITE_INSERT, "ledger", NULL },
	{ SQLITE_READ, "tick", NULL },
	{ SQLITE_INSERT, "tick", NULL },
	{ SQLITE_DELETE, "tick", NULL },
	{ SQLITE_READ, "note", NULL },
	{ SQLITE_INSERT, "note", NULL },
	{ SQLITE_UPDATE, "note", "sealed" },
	{ SQLITE_READ, "room", NULL },
	{ SQLITE_INSERT, "room", NULL },
	{ SQLITE_UPDATE, "room", "phase" },
	{ SQLITE_UPDATE, "room", "step" },
	{ SQLITE_UPDATE, "room", "hands" },
	{ SQLITE_UPDATE, "room", "closed" },
	{ SQLITE_UPDATE, "room", "closed_day" },
	{ SQLITE_UPDATE, "room", "version" },
	{ SQLITE_READ, "room_step", NULL },
	{ SQLITE_INSERT, "room_step", NULL },
	{ SQLITE_UPDATE, "room_step", NULL },
	{ SQLITE_READ, "room_item", NULL },
	{ SQLITE_INSERT, "room_item", NULL },
	{ SQLITE_UPDATE, "room_item", NULL },
	{ SQLITE_DELETE, "room_item", NULL },
	{ SQLITE_INSERT, "survey", NULL },
	{ SQLITE_INSERT, "recipient", NULL },
	{ SQLITE_INSERT, "link", NULL },
	{ SQLITE_UPDATE, "survey", "state" },
	{ SQLITE_UPDATE, "survey", "opened" },
	{ SQLITE_UPDATE, "survey", "closed" },
	{ SQLITE_UPDATE, "recipient", "confirmed" },
	{ SQLITE_UPDATE, "link", "closed" },
	{ SQLITE_FUNCTION, NULL, "coalesce" },
	{ SQLITE_FUNCTION, NULL, "length" },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ SQLITE_PRAGMA, "data_version", NULL },
	{ 0, ANY },
};

static const struct sql_rule answers_read_rules[] = {
	{ SQLITE_SELECT, ANY },
	{ SQLITE_READ, "head", NULL },
	{ SQLITE_READ, "slot", NULL },
	{ SQLITE_READ, "slip_run", NULL }, /* never "slip": only the writer sees hashes */
	{ SQLITE_READ, "secret", "gone" },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ SQLITE_PRAGMA, "data_version", NULL },
	{ 0, ANY },
};

static const struct sql_rule answers_write_rules[] = {
	{ SQLITE_SELECT, ANY },
	{ SQLITE_READ, "head", NULL },
	{ SQLITE_READ, "slot", NULL },
	{ SQLITE_READ, "secret", NULL },
	{ SQLITE_INSERT, "slot", NULL },
	{ SQLITE_UPDATE, "slot", "cell" },
	{ SQLITE_UPDATE, "head", NULL },
	{ SQLITE_UPDATE, "secret", NULL },
	{ SQLITE_READ, "slip", NULL },
	{ SQLITE_INSERT, "slip", NULL },
	{ SQLITE_UPDATE, "slip", "cell" },
	{ SQLITE_READ, "slip_run", NULL },
	{ SQLITE_INSERT, "slip_run", NULL },
	{ SQLITE_UPDATE, "slip_run", "withdrawn" },
	{ SQLITE_FUNCTION, NULL, "substr" },
	{ SQLITE_FUNCTION, NULL, "zeroblob" },
	{ SQLITE_FUNCTION, NULL, "length" },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ SQLITE_PRAGMA, "data_version", NULL },
	{ SQLITE_PRAGMA, "quick_check", NULL },
	{ 0, ANY },
};

/* Passes only while the first print run gives an older file its tables. */
static const struct sql_rule answers_upgrade_rules[] = {
	{ SQLITE_CREATE_TABLE, "slip", NULL },
	{ SQLITE_CREATE_TABLE, "slip_run", NULL },
	{ SQLITE_INSERT, "sqlite_master", NULL },
	{ SQLITE_UPDATE, "sqlite_master", NULL },
	{ SQLITE_READ, "sqlite_master", NULL },
	{ SQLITE_PRAGMA, "user_version", NULL },
	{ 0, ANY },
};

static const struct sql_rule desk_write_rules[] = {
	{ SQLITE_SELECT, ANY },
	{ SQLITE_READ, "person", NULL },
	{ SQLITE_INSERT, "person", NULL },
	{ SQLITE_UPDATE, "person", "roles" },
	{ SQLITE_UPDATE, "person", "disabled" },
	{ SQLITE_UPDATE, "person", "enrolled" },
	{ SQLITE_UPDATE, "person", "password" },
	{ SQLITE_UPDATE, "person", "totp" },
	{ SQLITE_UPDATE, "person", "totp_last" },
	{ SQLITE_UPDATE, "person", "invite" },
	{ SQLITE_UPDATE, "person", "invite_until" },
	{ SQLITE_READ, "person_scope", NULL },
	{ SQLITE_INSERT, "person_scope", NULL },
	{ SQLITE_DELETE, "person_scope", NULL },
	{ SQLITE_READ, "act", NULL },
	{ SQLITE_INSERT, "act", NULL },
	{ SQLITE_READ, "proposal", NULL },
	{ SQLITE_INSERT, "proposal", NULL },
	{ SQLITE_UPDATE, "proposal", "state" },
	{ SQLITE_UPDATE, "proposal", "second" },
	{ SQLITE_READ, "timer", NULL },
	{ SQLITE_INSERT, "timer", NULL },
	{ SQLITE_UPDATE, "timer", "ends" },
	{ SQLITE_UPDATE, "timer", "left" },
	{ SQLITE_DELETE, "timer", NULL },
	{ SQLITE_FUNCTION, NULL, "max" },
	{ SQLITE_FUNCTION, NULL, "length" },
	{ SQLITE_TRANSACTION, ANY },
	{ SQLITE_SAVEPOINT, ANY },
	{ SQLITE_PRAGMA, "data_version", NULL },
	{ 0, ANY },
};

const struct sql_role_row sql_roles[ROLE__COUNT] = {
	[ROLE_WORKSPACE_MAKE] = { .name = "workspace, made",
				  .settings = make_settings,
				  .rules = make_rules,
				  .writes = true },
	[ROLE_WORKSPACE_UPGRADE] = { .name = "workspace, brought up to date",
				     .groups = { "transaction" },
				     .settings = workspace_write_settings,
				     .rules = workspace_upgrade_rules,
				     .application = APPLICATION_WORKSPACE,
				     .version = WORKSPACE_VERSION,
				     .writes = true,
				     .busy_ms = 5000 },
	[ROLE_WORKSPACE_READ] = { .name = "workspace, read",
				  .groups = { "transaction", "workspace_read" },
				  .later = { { 2, "ledger_read" },
					     { 3, "tick_read" },
					     { 4, "note_read" },
					     { 6, "room_read" } },
				  .settings = workspace_read_settings,
				  .rules = workspace_read_rules,
				  .application = APPLICATION_WORKSPACE,
				  .version = WORKSPACE_VERSION,
				  .busy_ms = 5000 },
	[ROLE_WORKSPACE_WRITE] = { .name = "workspace, written",
				   .groups = { "transaction", "workspace_read",
					       "workspace_write" },
				   .later = { { 2, "ledger_read" },
					      { 2, "ledger_write" },
					      { 3, "tick_read" },
					      { 3, "tick_write" },
					      { 4, "note_read" },
					      { 4, "note_write" },
					      { 6, "room_read" },
					      { 6, "room_write" } },
				   .settings = workspace_write_settings,
				   .rules = workspace_write_rules,
				   .application = APPLICATION_WORKSPACE,
				   .version = WORKSPACE_VERSION,
				   .writes = true,
				   .busy_ms = 5000 },
	[ROLE_ANSWERS_MAKE] = { .name = "answers, made",
				.settings = make_settings,
				.rules = make_rules,
				.writes = true },
	[ROLE_ANSWERS_READ] = { .name = "answers, read",
				.groups = { "transaction", "answers_read" },
				.later = { { 2, "slips_read" } },
				.settings = answers_read_settings,
				.rules = answers_read_rules,
				.application = APPLICATION_ANSWERS,
				.version = ANSWERS_VERSION,
				.busy_ms = 2000 },
	/* A writer that waited would hold up everybody's thanks: it tries again instead. */
	[ROLE_ANSWERS_WRITE] = { .name = "answers, written",
				 .groups = { "transaction", "answers_read",
					     "answers_write" },
				 .later = { { 2, "slips_read" }, { 2, "slips_write" } },
				 .upgrade = answers_upgrade_rules,
				 .settings = answers_write_settings,
				 .rules = answers_write_rules,
				 .application = APPLICATION_ANSWERS,
				 .version = ANSWERS_VERSION,
				 .writes = true,
				 .busy_ms = 0 },
	[ROLE_DESK_MAKE] = { .name = "desk, made",
			     .settings = make_settings,
			     .rules = make_rules,
			     .writes = true },
	[ROLE_DESK_WRITE] = { .name = "desk, written",
			      .groups = { "transaction", "desk_read", "desk_write" },
			      .settings = workspace_write_settings,
			      .rules = desk_write_rules,
			      .application = APPLICATION_DESK,
			      .version = DESK_VERSION,
			      .writes = true,
			      .busy_ms = 5000 },
};
