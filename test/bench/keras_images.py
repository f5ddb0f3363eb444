"""Times how long Keras takes from a folder of images to batches: seconds of each epoch, as JSON."""
import json
import sys
import time

import keras

given = json.load(sys.stdin)
dataset = keras.utils.image_dataset_from_directory(
    given["folder"], image_size=(given["side"], given["side"]), batch_size=given["batch"], seed=1, verbose=False
)
seconds = []
for _ in range(given["epochs"]):
    began = time.perf_counter()
    count = sum(len(images) for images, _ in dataset)
    seconds.append(time.perf_counter() - began)
    assert count == given["images"], count
print(json.dumps(seconds))
