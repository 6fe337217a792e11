/*
 * What canvass audit knows: every class of bytes that a workspace stores, and how to search
 * files for markers.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#ifndef CANVASS_AUDIT_H
#define CANVASS_AUDIT_H

#include "app/app.h"

/* One class of bytes: a column of a database, or a kind of file. */
struct byte_class {
	const char *where; /* "link.place", "answers/<survey>.db-wal" */
	const char *what;
	const char *who; /* can read it */
};
extern const struct byte_class audit_columns[]; /* every table.column of the schema */
extern const size_t audit_column_count;
extern const struct byte_class audit_files[];
extern const size_t audit_file_count;

/* Markers, in all the shapes in which a program might have kept them (audit_marker.c). */
struct markers;
void markers_free(struct markers *m);
/* ERR_USAGE: one is too short to mean anything. */
struct markers *markers_new(const struct call *call, struct err *err)
	OWNED_BY(markers_free);
/* Calls found for each shape of each marker that stands in the file, once. */
bool markers_search(const struct markers *m, const char *path,
		    void (*found)(void *with, const char *marker, const char *shape),
		    void *with, struct err *err) MUST_USE;
/* The same for a file's name. */
void markers_search_name(const struct markers *m, const char *name,
			 void (*found)(void *with, const char *marker, const char *shape),
			 void *with);

#endif
