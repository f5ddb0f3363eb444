"""Reads event files by TensorBoard's own reader: a folder in, the scalars of each part by tag out."""

import json
import sys
from pathlib import Path

from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.compat.proto.event_pb2 import Event
from tensorboard.compat.tensorflow_stub.pywrap_tensorflow import masked_crc32c

folder = Path(json.load(sys.stdin)["folder"])
answer = {}
for part in sorted(folder.iterdir()):
    reader = EventAccumulator(str(part), size_guidance={"scalars": 0})
    reader.Reload()
    tags = reader.Tags()["scalars"]
    answer[part.name] = {
        tag: [[event.step, event.wall_time, repr(event.value)] for event in reader.Scalars(tag)] for tag in tags
    }
    # TensorBoard checks the checksums of lengths and data only where TensorFlow is not installed: here they always are.
    (file,) = part.iterdir()
    data = file.read_bytes()
    place = 0
    count = 0
    while place < len(data):
        head = data[place : place + 8]
        length = int.from_bytes(head, "little")
        body = data[place + 12 : place + 12 + length]
        crcs = data[place + 8 : place + 12], data[place + 12 + length : place + 16 + length]
        assert [int.from_bytes(crc, "little") for crc in crcs] == [masked_crc32c(head), masked_crc32c(body)]
        Event.FromString(body)
        place += 16 + length
        count += 1
    answer[part.name]["records"] = count
print(json.dumps(answer))
