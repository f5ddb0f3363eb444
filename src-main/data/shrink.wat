;; Resizes pixels of four bytes with precomputed weights, four taps at once: first each row to its new width, then the
;; rows to their new height, each rounded to bytes, as Pillow does. Weights are 16-bit, 2^14 together.
(module
  (import "kernel" "memory" (memory 1))

  ;; from: the first row's first pixel; stride: of a row, in bytes; to: rows of `width` pixels.
  ;; first: for each place along the row, where its first pixel lies from the row's, in bytes (32-bit).
  ;; weights: `taps` (a multiple of four) for each place.
  (func (export "across")
    (param $from i32) (param $stride i32) (param $rows i32) (param $to i32) (param $width i32)
    (param $first i32) (param $weights i32) (param $taps i32)
    (local $place i32) (local $tap i32) (local $at i32) (local $weight i32) (local $sum v128) (local $four v128) (local $w v128)
    (loop $row
      (local.set $weight (local.get $weights))
      (local.set $place (i32.const 0))
      (loop $column
        (local.set $at (i32.add (local.get $from)
          (i32.load (i32.add (local.get $first) (i32.shl (local.get $place) (i32.const 2))))))
        (local.set $sum (v128.const i32x4 8192 8192 8192 8192))
        (local.set $tap (i32.const 0))
        (loop $taken
          ;; Red beside red, green beside green, for the sums of products in pairs.
          (local.set $four (i8x16.shuffle 0 4 1 5 2 6 3 7 8 12 9 13 10 14 11 15
            (v128.load align=1 (local.get $at)) (v128.const i32x4 0 0 0 0)))
          (local.set $w (v128.load64_zero align=1 (local.get $weight)))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.dot_i16x8_s
            (i16x8.extend_low_i8x16_u (local.get $four))
            (i8x16.shuffle 0 1 2 3 0 1 2 3 0 1 2 3 0 1 2 3 (local.get $w) (local.get $w)))))
          (local.set $sum (i32x4.add (local.get $sum) (i32x4.dot_i16x8_s
            (i16x8.extend_high_i8x16_u (local.get $four))
            (i8x16.shuffle 4 5 6 7 4 5 6 7 4 5 6 7 4 5 6 7 (local.get $w) (local.get $w)))))
          (local.set $at (i32.add (local.get $at) (i32.const 16)))
          (local.set $weight (i32.add (local.get $weight) (i32.const 8)))
          (local.set $tap (i32.add (local.get $tap) (i32.const 4)))
          (br_if $taken (i32.lt_u (local.get $tap) (local.get $taps))))
        (local.set $sum (i32x4.shr_s (local.get $sum) (i32.const 14)))
        (local.set $sum (i16x8.narrow_i32x4_s (local.get $sum) (local.get $sum)))
        (local.set $sum (i8x16.narrow_i16x8_u (local.get $sum) (local.get $sum)))
        (v128.store32_lane align=1 0 (local.get $to) (local.get $sum))
        (local.set $to (i32.add (local.get $to) (i32.const 4)))
        (local.set $place (i32.add (local.get $place) (i32.const 1)))
        (br_if $column (i32.lt_u (local.get $place) (local.get $width))))
      (local.set $from (i32.add (local.get $from) (local.get $stride)))
      (local.set $rows (i32.sub (local.get $rows) (i32.const 1)))
      (br_if $row (local.get $rows))))

  ;; from: rows of `stride` bytes; to: as many bytes a row, for `height` rows. Sixteen are taken at once, up to twelve
  ;; of them past the end of a row, where the next row is written afterwards.
  ;; first: for each row of the result, where its first row lies, in bytes; weights: `taps` (even) for each.
  (func (export "down")
    (param $from i32) (param $stride i32) (param $to i32) (param $height i32)
    (param $first i32) (param $weights i32) (param $taps i32)
    (local $at i32) (local $column i32) (local $tap i32) (local $weight i32) (local $w v128)
    (local $one v128) (local $two v128) (local $pair v128)
    (local $a v128) (local $b v128) (local $c v128) (local $d v128)
    (loop $row
      (local.set $column (i32.const 0))
      (loop $across
        (local.set $at (i32.add (i32.add (local.get $from) (local.get $column)) (i32.load (local.get $first))))
        (local.set $a (v128.const i32x4 8192 8192 8192 8192))
        (local.set $b (local.get $a))
        (local.set $c (local.get $a))
        (local.set $d (local.get $a))
        (local.set $weight (local.get $weights))
        (local.set $tap (i32.const 0))
        (loop $taken
          (local.set $w (v128.load32_splat align=1 (local.get $weight)))
          (local.set $one (v128.load align=1 (local.get $at)))
          (local.set $two (v128.load align=1 (i32.add (local.get $at) (local.get $stride))))
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
          (local.set $at (i32.add (local.get $at) (i32.shl (local.get $stride) (i32.const 1))))
          (local.set $weight (i32.add (local.get $weight) (i32.const 4)))
          (local.set $tap (i32.add (local.get $tap) (i32.const 2)))
          (br_if $taken (i32.lt_u (local.get $tap) (local.get $taps))))
        (v128.store align=1 (i32.add (local.get $to) (local.get $column)) (i8x16.narrow_i16x8_u
          (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $a) (i32.const 14)) (i32x4.shr_s (local.get $b) (i32.const 14)))
          (i16x8.narrow_i32x4_s (i32x4.shr_s (local.get $c) (i32.const 14)) (i32x4.shr_s (local.get $d) (i32.const 14)))))
        (local.set $column (i32.add (local.get $column) (i32.const 16)))
        (br_if $across (i32.lt_u (local.get $column) (local.get $stride))))
      (local.set $to (i32.add (local.get $to) (local.get $stride)))
      (local.set $first (i32.add (local.get $first) (i32.const 4)))
      (local.set $weights (i32.add (local.get $weights) (i32.shl (local.get $taps) (i32.const 1))))
      (local.set $height (i32.sub (local.get $height) (i32.const 1)))
      (br_if $row (local.get $height))))

  ;; Three bytes of each of `pixels`, four pixels at once; up to twelve bytes are written past the last.
  (func (export "pack") (param $from i32) (param $to i32) (param $pixels i32)
    (local $end i32)
    (local.set $end (i32.add (local.get $from) (i32.shl (local.get $pixels) (i32.const 2))))
    (loop $four
      (v128.store align=1 (local.get $to) (i8x16.shuffle 0 1 2 4 5 6 8 9 10 12 13 14 3 7 11 15
        (v128.load align=1 (local.get $from)) (v128.const i32x4 0 0 0 0)))
      (local.set $from (i32.add (local.get $from) (i32.const 16)))
      (local.set $to (i32.add (local.get $to) (i32.const 12)))
      (br_if $four (i32.lt_u (local.get $from) (local.get $end))))))
