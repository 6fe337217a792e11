/*
 * The index of the write-ahead log, which lies in shared memory and, after a stop, in a file.
 *
 * An empty log has an index that still names the pages of the log before, in the order in
 * which they were written; SQLite wipes a part of it only when the next log begins.  Nobody
 * reads those entries, for the index's head says that the log is empty.  So they are wiped.
 *
 * The layout is that of SQLite's walformat.html: blocks of 32 KiB; the first begins with a
 * head of 136 bytes, which stays; all else is page numbers and hashes of them.
 *
 * SPDX-License-Identifier: AGPL-3.0-or-later
 */
#include <sys/stat.h>

#include "store/sqlite/internal.h"

enum { INDEX_BLOCK = 32768, INDEX_HEAD = 136 };

static bool
index_wipe(sqlite3_file *file)
{
	const struct sqlite3_io_methods *io = file->pMethods;

	if (!io || io->iVersion < 2 || !io->xShmMap)
		return false;
	for (int block = 0;; block++) {
		size_t keep = block ? 0 : INDEX_HEAD;
		void volatile *at = NULL;

		if (io->xShmMap(file, block, INDEX_BLOCK, 0, &at) != SQLITE_OK)
			return false;
		if (!at)
			return true;
		for (size_t i = keep; i < INDEX_BLOCK; i += sizeof(uint64_t))
			*(uint64_t volatile *)((unsigned char volatile *)at + i) = 0;
	}
}

/* Only with the writer's lock, and only while the log is empty: no reader looks there then. */
bool
log_wipe_index(struct sql *sql, struct err *err)
{
	SCOPED(txn) txn = txn_begin(sql, STMT_BEGIN_WRITE, err);
	sqlite3_file *file = NULL;

	if (!txn.open)
		return false;
	if (sqlite3_file_control(sql->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
		    SQLITE_OK ||
	    !file || !index_wipe(file))
		return err_set(err, ERR_IO, "%s: the log's index cannot be wiped",
			       sql->name);
	return true;
}

bool
log_empty(const struct sql *sql)
{
	struct path path;
	struct stat log;

	if (!path_put(&path, NULL, "%s-wal", sql->path.text))
		return false;
	return stat(path.text, &log) || !log.st_size;
}
