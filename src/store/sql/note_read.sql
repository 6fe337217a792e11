-- Notes of coders, which a workspace under version 4 has not.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: note_all
SELECT kind, sealed FROM note WHERE survey = :survey ORDER BY kind;

-- name: note_one
SELECT sealed FROM note WHERE survey = :survey AND kind = :kind;
