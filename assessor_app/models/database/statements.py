"""The fixed SQL of the saving path. It runs through `exec_driver_sql`: building it each time would cost four times."""

HEADS = """
SELECT o.number, o.id, o.device, o.actor, o.hlc, o.body
FROM head h JOIN operation o ON o.number = h.operation
WHERE h.lane = :lane AND h.entity = :entity AND h.field = :field
"""

NEXT_SEQ = "SELECT COALESCE(MAX(seq), 0) + 1 FROM operation WHERE lane = :lane AND device = :device"

LAST_SEALED = "SELECT COALESCE(MAX(last_seq), 0) FROM segment WHERE lane = :lane AND device = :device"

ADD_OPERATION = """
INSERT INTO operation (id, device, lane, seq, actor, hlc, entity, field, body, recorded_at)
VALUES (:id, :device, :lane, :seq, :actor, :hlc, :entity, :field, :body, :recorded_at)
"""

ADD_OPERATION_NUMBERED = ADD_OPERATION + "RETURNING number"

GROW_OPERATION = """
UPDATE operation SET id = :id, hlc = :hlc, body = :body, recorded_at = :recorded_at WHERE number = :number
"""

ADD_PARENT = "INSERT INTO operation_parent (operation, parent) VALUES (:operation, :parent)"

ADD_HEAD = "INSERT INTO head (lane, entity, field, operation) VALUES (:lane, :entity, :field, :operation)"

DROP_HEAD = """
DELETE FROM head WHERE lane = :lane AND entity = :entity AND field = :field AND operation = :operation
"""

ADD_STEP = """
INSERT INTO step (device, assessment, number, undone, operations)
VALUES (:device, :assessment, :number, 0, :operations)
"""

DROP_UNDONE = "DELETE FROM step WHERE device = :device AND assessment = :assessment AND undone = 1"

ADD_BLOB = "INSERT INTO blob (sha256, size) VALUES (:sha256, :size) ON CONFLICT (sha256) DO NOTHING"

SET_META = """
INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = excluded.value
"""

KEEP_META = "INSERT INTO meta (key, value) VALUES (:key, :value) ON CONFLICT (key) DO NOTHING"

GET_META = "SELECT value FROM meta WHERE key = :key"

PLACE_OF_OPERATION = "SELECT entity, field FROM operation WHERE id = :id"

REPORTS = "SELECT version, reopened_at FROM report WHERE assessment = :assessment AND signed_at IS NOT NULL"

# The newest operations suffice: a clock that is ahead of all of them is ahead of what it gave out before.
LAST_READING = """
SELECT COALESCE(MAX(hlc), 0) FROM (SELECT hlc FROM operation ORDER BY number DESC LIMIT 1000) newest WHERE hlc <= :most
"""

STEPS_TO_UNDO = """
SELECT number, operations FROM step WHERE device = :device AND assessment = :assessment AND undone = 0
ORDER BY number DESC
"""

STEPS_TO_REDO = """
SELECT number, operations FROM step WHERE device = :device AND assessment = :assessment AND undone = 1
ORDER BY number
"""

MARK_STEP = """
UPDATE step SET undone = :undone WHERE device = :device AND assessment = :assessment AND number = :number
"""

DROP_STEP = "DELETE FROM step WHERE device = :device AND assessment = :assessment AND number = :number"

FORGET_STEPS = "DELETE FROM step WHERE device = :device AND assessment = :assessment"

RENAME_STEPS = "UPDATE step SET device = :new WHERE device = :old"

RENAME_EXCHANGES = "UPDATE exchange SET device = :new WHERE device = :old"

BODY_OF_NUMBER = "SELECT body FROM operation WHERE number = :number"

BODY_OF_ID = "SELECT body FROM operation WHERE id = :id"

FIRST_OF_ENTITY = "SELECT MIN(number) FROM operation WHERE lane = :lane AND entity = :entity"

HEADS_OF_OTHERS = """
SELECT COUNT(*) FROM head h JOIN operation o ON o.number = h.operation
WHERE h.lane = :lane AND h.entity = :entity AND o.device <> :device
"""

BODIES_AFTER = """
SELECT actor, body FROM operation WHERE lane = :lane AND device = :device AND seq > :after ORDER BY seq
"""

TIP = """
SELECT sha256, last_seq FROM segment WHERE lane = :lane AND device = :device ORDER BY first_seq DESC LIMIT 1
"""

HAS_SEGMENT = "SELECT 1 FROM segment WHERE sha256 = :sha256"

SIGNATURE_OF_SEGMENT = "SELECT signature FROM segment WHERE sha256 = :sha256"

COUNT_NUMBERED = """
SELECT COUNT(*) FROM operation WHERE lane = :lane AND device = :device AND seq BETWEEN :first AND :last
"""

ADD_EXCHANGE = """
INSERT INTO exchange (device, at, act, file, finished, body)
VALUES (:device, :at, :act, :file, :finished, :body) RETURNING number
"""

ADD_SEGMENT = """
INSERT INTO segment (sha256, lane, device, first_seq, last_seq, prev, actor, manifest, signature, received_at)
VALUES (:sha256, :lane, :device, :first_seq, :last_seq, :prev, :actor, :manifest, :signature, :received_at)
"""

SIZE_OF_BLOB = "SELECT size FROM blob WHERE sha256 = :sha256"

LAST_NUMBER = "SELECT COALESCE(MAX(number), 0) FROM operation"

ADD_PARENT_BY_ID = """
INSERT INTO operation_parent (operation, parent) SELECT number, :parent FROM operation WHERE id = :id
"""

DROP_HEAD_BY_ID = """
DELETE FROM head WHERE lane = :lane AND entity = :entity AND field = :field
AND operation = (SELECT number FROM operation WHERE id = :parent)
"""

# An operation that names one of another field does not replace it.
ADD_NEW_HEADS = """
INSERT INTO head (lane, entity, field, operation)
SELECT o.lane, o.entity, o.field, o.number FROM operation o
WHERE o.number > :before AND NOT EXISTS (
    SELECT 1 FROM operation_parent p JOIN operation c ON c.number = p.operation
    WHERE p.parent = o.id AND c.entity = o.entity AND c.field = o.field
)
"""

# The values of operations that have just been added are known without reading them.
HEADS_OF_LANE = """
SELECT h.entity, h.field, o.id, CASE WHEN o.number > :before THEN NULL ELSE o.body END AS body, o.actor, o.hlc
FROM head h JOIN operation o ON o.number = h.operation WHERE h.lane = :lane
"""

HEADS_OF_ENTITY = """
SELECT o.body FROM head h JOIN operation o ON o.number = h.operation WHERE h.lane = :lane AND h.entity = :entity
"""

DELETED_OF_LANE = "SELECT entity FROM head WHERE lane = :lane AND field = 'deleted'"

IS_DELETED = "SELECT 1 FROM head WHERE lane = :lane AND entity = :entity AND field = 'deleted'"

UNSEALED = """
SELECT o.number, o.id, o.body FROM operation o
WHERE o.device = :device AND o.seq > (
    SELECT COALESCE(MAX(s.last_seq), 0) FROM segment s WHERE s.lane = o.lane AND s.device = o.device
)
ORDER BY o.number
"""

REISSUE_OPERATION = """
UPDATE operation SET id = :id, device = :device, seq = :seq, body = :body WHERE number = :number
"""

RENAME_PARENT = "UPDATE operation_parent SET parent = :new WHERE parent = :old"
