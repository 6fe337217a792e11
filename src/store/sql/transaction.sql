-- Every connection has these.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- A view that stands still while it is read.
-- name: begin
BEGIN;
-- name: begin_write
BEGIN IMMEDIATE;
-- name: commit
COMMIT;
-- name: rollback
ROLLBACK;

-- One item of a group: a bad one is undone alone.
-- name: item_begin
SAVEPOINT item;
-- name: item_keep
RELEASE item;
-- name: item_undo
ROLLBACK TO item;

-- Changes when another connection has committed.
-- name: data_version
PRAGMA data_version;
