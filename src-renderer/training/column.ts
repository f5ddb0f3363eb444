/** Numbers that grow in place: a long run appends 100,000 of them and must not copy them each time. */
export class Column {
  private buffer = new Float64Array(1_024)
  length = 0

  push(value: number) {
    if (this.length === this.buffer.length) {
      const larger = new Float64Array(this.length * 2)
      larger.set(this.buffer)
      this.buffer = larger
    }
    this.buffer[this.length++] = value
  }

  get last(): number {
    return this.length > 0 ? this.buffer[this.length - 1]! : NaN
  }

  set last(value: number) {
    this.buffer[this.length - 1] = value
  }

  /** What has been pushed so far, without a copy: writing to it writes to the column. Valid until the next push. */
  get values(): Float64Array {
    return this.buffer.subarray(0, this.length)
  }
}
