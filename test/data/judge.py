"""Writes images of every kind that people have into a folder, and says what Pillow and TensorFlow make of them.

In: {"folder"}. Out: {"decoded": {file: {"height", "width", "pillow", "tensorflow"}}, "resized": [{"box", "height",
"width", "pixels"}], "colours": {name: pixels}}; pixels are bytes as base64, three a pixel.
"""
import base64
import io
import json
import os
import struct
import sys

import numpy as np
import tensorflow as tf
from PIL import Image, ImageEnhance, ImageOps

folder = json.load(sys.stdin)["folder"]
at = lambda name: os.path.join(folder, name)
packed = lambda pixels: base64.b64encode(np.ascontiguousarray(pixels, dtype=np.uint8).tobytes()).decode()

y, x = np.mgrid[0:48, 0:64].astype(float)
rgb = np.stack([x * 4, y * 5, (x + y) * 2], -1).clip(0, 255).astype(np.uint8)
image = Image.fromarray(rgb)
grey = image.convert("L")
alpha = Image.fromarray(np.where(y < 10, 0, 128).astype(np.uint8))

for name in ["rgb.png", "rgb.bmp", "rgb.gif", "rgb.tif"]:
    image.save(at(name))
image.save(at("rgb.webp"), lossless=True)
image.save(at("rgb.jpg"), quality=95)
image.save(at("progressive.jpg"), quality=95, progressive=True)
for name in ["grey.png", "grey.jpg", "grey.bmp"]:
    grey.save(at(name))
Image.merge("RGBA", [*image.split(), alpha]).save(at("rgba.png"))
Image.merge("LA", [grey, alpha]).save(at("grey-alpha.png"))
image.convert("CMYK").save(at("cmyk.jpg"), quality=95)
image.convert("P", palette=Image.Palette.ADAPTIVE).save(at("palette.png"))
image.convert("P", palette=Image.Palette.ADAPTIVE).save(at("palette.bmp"))
image.convert("1").save(at("bit.png"))
image.convert("1").save(at("bit.bmp"))
Image.fromarray((x * 1000 + y * 10).clip(0, 65535).astype(np.uint16)).save(at("grey-16.png"))
tf.io.write_file(at("rgb-16.png"), tf.io.encode_png(tf.constant(rgb.astype(np.uint16) * 257)))
for orientation in range(1, 9):
    exif = Image.Exif()
    exif[274] = orientation
    image.save(at(f"exif-{orientation}.jpg"), quality=95, exif=exif)


def bitmap(name, width, height, bits, compression, data, palette=b"", masks=b""):
    start = 54 + len(masks) + len(palette)
    header = struct.pack("<2sIHHI", b"BM", start + len(data), 0, 0, start)
    header += struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, compression, len(data), 0, 0, len(palette) // 4, 0)
    with open(at(name), "wb") as file:
        file.write(header + masks + palette + data)


colours = bytes(value for i in range(256) for value in (i, 255 - i, i // 2, 0))
# Runs, pixels one by one (padded to two bytes), a jump, the ends of lines and of the image.
bitmap("rle-8.bmp", 8, 3, 8, 1, bytes([5, 9, 0, 3, 1, 2, 3, 0, 0, 0, 8, 200, 0, 0, 2, 7, 6, 50, 0, 1]), colours)
bitmap("rle-4.bmp", 8, 2, 4, 2, bytes([5, 0x1F, 0, 3, 0xAB, 0xC0, 0, 0, 8, 0x27, 0, 1]), colours[:64])
fields = np.arange(64 * 4, dtype=np.uint16) * 251
bitmap("fields-565.bmp", 64, 4, 16, 3, fields.tobytes(), masks=struct.pack("<III", 0xF800, 0x07E0, 0x001F))
bitmap("plain-555.bmp", 64, 4, 16, 0, (fields & 0x7FFF).tobytes())
bitmap("top-down-32.bmp", 64, -48, 32, 0, np.dstack([rgb[:, :, ::-1], np.zeros((48, 64), np.uint8)]).tobytes())

decoded = {}
for name in sorted(os.listdir(folder)):
    opened = ImageOps.exif_transpose(Image.open(at(name)))
    if opened.mode.startswith("I;16"):
        # Pillow would cut what is above 255 off.
        pixels = np.repeat((np.asarray(opened) >> 8).astype(np.uint8)[:, :, None], 3, 2)
    else:
        pixels = np.asarray(opened.convert("RGB"))
    tensorflow = None
    # TensorFlow reads no WebP and no TIFF, no EXIF, and not every bitmap.
    if name.split(".")[1] in ("png", "jpg", "gif") and not name.startswith("exif"):
        with open(at(name), "rb") as file:
            tensorflow = packed(tf.io.decode_image(file.read(), channels=3, expand_animations=False).numpy())
    decoded[name] = {"height": pixels.shape[0], "width": pixels.shape[1], "pillow": packed(pixels), "tensorflow": tensorflow}

resized = []
for box, height, width in [
    ((0, 0, 64, 48), 20, 20),
    ((0, 0, 64, 48), 100, 90),
    ((3, 5, 40, 33), 28, 28),
    ((10.5, 2.25, 42.75, 40.5), 24, 32),
    ((1.5, 1.5, 9.25, 7.75), 32, 32),
]:
    pixels = np.asarray(image.resize((width, height), Image.Resampling.BILINEAR, box=box))
    resized.append({"box": box, "height": height, "width": width, "pixels": packed(pixels)})

hue = tf.image.adjust_hue(tf.constant(rgb.astype(np.float32) / 255), 0.2).numpy()
changed = {
    "brightness": ImageEnhance.Brightness(image).enhance(1.4),
    "contrast": ImageEnhance.Contrast(image).enhance(1.4),
    "saturation": ImageEnhance.Color(image).enhance(1.4),
    "hue": (hue * 255).round(),
}
print(json.dumps({
    "decoded": decoded,
    "resized": resized,
    "colours": {name: packed(np.asarray(pixels)) for name, pixels in changed.items()},
}))
