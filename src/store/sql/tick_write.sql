-- A tick is put, or taken back.
-- SPDX-License-Identifier: AGPL-3.0-or-later

-- name: tick_add
INSERT INTO tick (id, survey, sealed) VALUES (:id, :survey, :sealed);

-- name: tick_remove
DELETE FROM tick WHERE id = :id AND survey = :survey;
