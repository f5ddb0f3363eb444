;; What is done to every pixel of a photograph, sixteen bytes at once. Pixels are of three bytes, rows lie one after another.
(module
  (import "kernel" "memory" (memory 1))

  ;; Resizes a picture, or a piece of it: each row of the result is made of rows, then of places along what they gave,
  ;; which stays in the processor's nearest memory. Weights are precomputed (16-bit, 2^14 together); both steps round to bytes.
  ;; from: the first row's first byte that counts; stride: from one row to the next, in bytes; bytes: that count in a row.
  ;; to: the result, `height` rows of `width` pixels; up to fifteen bytes are written past the end of a row, where the
  ;; next one is written afterwards.
  ;; rowFirst: for each row of the result, where its first row lies from `from`, in bytes (32-bit); rowWeights: `rowTaps`
  ;; (a multiple of four) for each.
  ;; first: the same for each pixel along a row, from the row's beginning, for as many as there are whole fours of pixels;
  ;; weights: for each four pixels, four of `taps` at a time for each of them.
  ;; line: room for a row of `bytes` and up to fifteen more.
  (func (export "shrink")
    (param $from i32) (param $stride i32) (param $bytes i32) (param $to i32) (param $height i32) (param $width i32)
    (param $rowFirst i32) (param $rowWeights i32) (param $rowTaps i32)
    (param $first i32) (param $weights i32) (param $taps i32) (param $line i32)
    (local $end i32) (local $nextWeights i32)
    (local.set $end (i32.add (local.get $rowFirst) (i32.shl (local.get $height) (i32.const 2))))
    (loop $row
      (local.set $nextWeights (i32.add (local.get $rowWeights) (i32.shl (local.get $rowTaps) (i32.const 1))))
      (call $down (i32.add (local.get $from) (i32.load (local.get $rowFirst))) (local.get $stride) (local.get $bytes)
        (local.get $line) (local.get $rowWeights) (local.get $nextWeights))
      (call $across (local.get $line) (local.get $to) (local.get $width)
        (local.get $first) (local.get $weights) (local.get $taps))
      (local.set $to (i32.add (local.get $to) (i32.mul (local.get $width) (i32.const 3))))
      (local.set $rowWeights (local.get $nextWeights))
      (local.set $rowFirst (i32.add (local.get $rowFirst) (i32.const 4)))
      (br_if $row (i32.lt_u (local.get $rowFirst) (local.get $end)))))

  ;; One row of those from `from` on, sixteen bytes at once, by the weights before `last`.
  (func $down
    (param $from i32) (param $stride i32) (param $bytes i32) (param $to i32) (param $weights i32) (param $last i32)
    (local $end i32) (local $at i32) (local $weight i32)
    (local $w v128) (local $one v128) (local $two v128) (local $pair v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (local.set $end (i32.add (local.get $from) (local.get $bytes)))
    (loop $column
      (local.set $at (local.get $from))
      (local.set $a (v128.const i32x4 8192 8192 8192 8192))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (local.set $weight (local.get $weights))
      (loop $taken
        ;; Four rows by twos, whose bytes are put side by side: for the sums of products in pairs.
        (local.set $w (v128.load32_splat offset=0 (local.get $weight)))
        (local.set $one (v128.load align=1 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $two (v128.load align=1 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $pair (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $one) (local.get $two)))
        (local.set $a (i32x4.add (local.get $a)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $b (i32x4.add (local.get $b)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $pair (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $one) (local.get $two)))
        (local.set $c (i32x4.add (local.get $c)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $d (i32x4.add (local.get $d)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $w (v128.load32_splat offset=4 (local.get $weight)))
        (local.set $one (v128.load align=1 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $two (v128.load align=1 (local.get $at)))
        (local.set $at (i32.add (local.get $at) (local.get $stride)))
        (local.set $pair (i8x16.shuffle 0 16 1 17 2 18 3 19 4 20 5 21 6 22 7 23 (local.get $one) (local.get $two)))
        (local.set $a (i32x4.add (local.get $a)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $b (i32x4.add (local.get $b)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $pair (i8x16.shuffle 8 24 9 25 10 26 11 27 12 28 13 29 14 30 15 31 (local.get $one) (local.get $two)))
        (local.set $c (i32x4.add (local.get $c)
          (i32x4.dot_i16x8_s (i16x8.extend_low_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $d (i32x4.add (local.get $d)
          (i32x4.dot_i16x8_s (i16x8.extend_high_i8x16_u (local.get $pair)) (local.get $w))))
        (local.set $weight (i32.add (local.get $weight) (i32.const 8)))
        (br_if $taken (i32.lt_u (local.get $weight) (local.get $last))))
      (v128.store align=1 (local.get $to) (i8x16.narrow_i16x8_u
        (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $a) (i32.const 14)) (i32x4.shr_s (local.get $b) (i32.const 14)))
        (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $c) (i32.const 14)) (i32x4.shr_s (local.get $d) (i32.const 14)))))
      (local.set $to (i32.add (local.get $to) (i32.const 16)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (br_if $column (i32.lt_u (local.get $from) (local.get $end)))))

  ;; One row's pixels, four at once.
  (func $across
    (param $line i32) (param $to i32) (param $width i32) (param $first i32) (param $weights i32) (param $taps i32)
    (local $from i32) (local $at i32) (local $tap i32) (local $end i32)
    (local $near v128) (local $far v128) (local $four v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    ;; Two pixels' red side by side, then their green, their blue.
    (local.set $near (v128.const i8x16 0 -1 3 -1 1 -1 4 -1 2 -1 5 -1 -1 -1 -1 -1))
    (local.set $far (v128.const i8x16 6 -1 9 -1 7 -1 10 -1 8 -1 11 -1 -1 -1 -1 -1))
    (local.set $end (i32.add (local.get $first) (i32.shl (local.get $width) (i32.const 2))))
    (loop $pixels
      (local.set $from (local.get $line))
      (local.set $a (v128.const i32x4 8192 8192 8192 8192))
      (local.set $b (local.get $a))
      (local.set $c (local.get $a))
      (local.set $d (local.get $a))
      (local.set $tap (i32.const 0))
      (loop $taken
        (local.set $at (i32.add (local.get $from) (i32.load (local.get $first))))
        (local.set $four (v128.load align=1 (local.get $at)))
        (local.set $a (i32x4.add (local.get $a) (i32x4.add
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $near))
            (v128.load32_splat offset=0 (local.get $weights)))
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $far))
            (v128.load32_splat offset=4 (local.get $weights))))))
        (local.set $at (i32.add (local.get $from) (i32.load offset=4 (local.get $first))))
        (local.set $four (v128.load align=1 (local.get $at)))
        (local.set $b (i32x4.add (local.get $b) (i32x4.add
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $near))
            (v128.load32_splat offset=8 (local.get $weights)))
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $far))
            (v128.load32_splat offset=12 (local.get $weights))))))
        (local.set $at (i32.add (local.get $from) (i32.load offset=8 (local.get $first))))
        (local.set $four (v128.load align=1 (local.get $at)))
        (local.set $c (i32x4.add (local.get $c) (i32x4.add
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $near))
            (v128.load32_splat offset=16 (local.get $weights)))
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $far))
            (v128.load32_splat offset=20 (local.get $weights))))))
        (local.set $at (i32.add (local.get $from) (i32.load offset=12 (local.get $first))))
        (local.set $four (v128.load align=1 (local.get $at)))
        (local.set $d (i32x4.add (local.get $d) (i32x4.add
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $near))
            (v128.load32_splat offset=24 (local.get $weights)))
          (i32x4.dot_i16x8_s (i8x16.swizzle (local.get $four) (local.get $far))
            (v128.load32_splat offset=28 (local.get $weights))))))
        (local.set $from (i32.add (local.get $from) (i32.const 12)))
        (local.set $weights (i32.add (local.get $weights) (i32.const 32)))
        (local.set $tap (i32.add (local.get $tap) (i32.const 4)))
        (br_if $taken (i32.lt_u (local.get $tap) (local.get $taps))))
      ;; Of each pixel's four bytes three.
      (v128.store align=1 (local.get $to) (i8x16.swizzle
        (i8x16.narrow_i16x8_u
          (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $a) (i32.const 14)) (i32x4.shr_s (local.get $b) (i32.const 14)))
          (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $c) (i32.const 14)) (i32x4.shr_s (local.get $d) (i32.const 14))))
        (v128.const i8x16 0 1 2 4 5 6 8 9 10 12 13 14 -1 -1 -1 -1)))
      (local.set $to (i32.add (local.get $to) (i32.const 12)))
      (local.set $first (i32.add (local.get $first) (i32.const 16)))
      (br_if $pixels (i32.lt_u (local.get $first) (local.get $end)))))

  ;; Bytes to 32-bit floats, `byte * scale + shift`, twelve at once, up to eleven of them past the last.
  ;; tone: twelve floats of scale, channel by channel, and twelve of shift.
  (func (export "tint") (param $from i32) (param $to i32) (param $bytes i32) (param $tone i32)
    (local $end i32) (local $read v128) (local $low v128)
    (local $scale0 v128) (local $scale1 v128) (local $scale2 v128)
    (local $shift0 v128) (local $shift1 v128) (local $shift2 v128)
    (local.set $scale0 (v128.load (local.get $tone)))
    (local.set $scale1 (v128.load offset=16 (local.get $tone)))
    (local.set $scale2 (v128.load offset=32 (local.get $tone)))
    (local.set $shift0 (v128.load offset=48 (local.get $tone)))
    (local.set $shift1 (v128.load offset=64 (local.get $tone)))
    (local.set $shift2 (v128.load offset=80 (local.get $tone)))
    (local.set $end (i32.add (local.get $from) (local.get $bytes)))
    (loop $twelve
      (local.set $read (v128.load align=1 (local.get $from)))
      (local.set $low (i16x8.extend_low_i8x16_u (local.get $read)))
      (v128.store align=1 (local.get $to) (f32x4.add (local.get $shift0) (f32x4.mul (local.get $scale0)
        (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_u (local.get $low))))))
      (v128.store offset=16 align=1 (local.get $to) (f32x4.add (local.get $shift1) (f32x4.mul (local.get $scale1)
        (f32x4.convert_i32x4_s (i32x4.extend_high_i16x8_u (local.get $low))))))
      (v128.store offset=32 align=1 (local.get $to) (f32x4.add (local.get $shift2) (f32x4.mul (local.get $scale2)
        (f32x4.convert_i32x4_s (i32x4.extend_low_i16x8_u (i16x8.extend_high_i8x16_u (local.get $read)))))))
      (local.set $from (i32.add (local.get $from) (i32.const 12)))
      (local.set $to (i32.add (local.get $to) (i32.const 48)))
      (br_if $twelve (i32.lt_u (local.get $from) (local.get $end))))))
