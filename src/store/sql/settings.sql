-- Settings of reliability: each is set, then read back and compared (sqlite/sql.c).
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: set_page_4
PRAGMA page_size = 4096;
-- name: set_page_8
PRAGMA page_size = 8192;
-- name: set_page_16
PRAGMA page_size = 16384;
-- name: set_page_32
PRAGMA page_size = 32768;
-- name: get_page
PRAGMA page_size;

-- name: set_journal_wal
PRAGMA journal_mode = WAL;
-- name: set_journal_delete
PRAGMA journal_mode = DELETE;
-- A file that is being made needs none on the disk: it gets its name only when it is whole.
-- name: set_journal_memory
PRAGMA journal_mode = MEMORY;
-- name: get_journal
PRAGMA journal_mode;

-- name: set_synchronous_off
PRAGMA synchronous = OFF;
-- name: set_synchronous_full
PRAGMA synchronous = FULL;
-- name: set_synchronous_extra
PRAGMA synchronous = EXTRA;
-- name: get_synchronous
PRAGMA synchronous;

-- name: set_secure_delete
PRAGMA secure_delete = ON;
-- name: get_secure_delete
PRAGMA secure_delete;

-- name: set_mmap
PRAGMA mmap_size = 0;
-- name: get_mmap
PRAGMA mmap_size;

-- name: set_temp_store
PRAGMA temp_store = MEMORY;
-- name: get_temp_store
PRAGMA temp_store;

-- name: set_trusted_schema
PRAGMA trusted_schema = OFF;
-- name: get_trusted_schema
PRAGMA trusted_schema;

-- name: set_cell_check
PRAGMA cell_size_check = ON;
-- name: get_cell_check
PRAGMA cell_size_check;

-- name: set_auto_checkpoint
PRAGMA wal_autocheckpoint = 0;
-- name: get_auto_checkpoint
PRAGMA wal_autocheckpoint;

-- name: set_foreign_keys
PRAGMA foreign_keys = ON;
-- name: get_foreign_keys
PRAGMA foreign_keys;

-- name: set_query_only
PRAGMA query_only = ON;
-- name: get_query_only
PRAGMA query_only;

-- What kind of file it is, and of which version.
-- name: get_application
PRAGMA application_id;
-- name: get_version
PRAGMA user_version;
-- name: set_application_workspace
PRAGMA application_id = 1668708211;
-- name: set_application_answers
PRAGMA application_id = 1668702574;
-- name: set_application_desk
PRAGMA application_id = 1668703339;
-- name: set_version_1
PRAGMA user_version = 1;
-- name: set_version_2
PRAGMA user_version = 2;
-- name: set_version_6
PRAGMA user_version = 6;

-- name: quick_check
PRAGMA quick_check(1);
