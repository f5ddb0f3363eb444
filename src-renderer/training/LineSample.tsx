interface Props {
  /** The CSS token that the line is drawn in. */
  color: string
  /** Validation: dashed, with a ring an epoch. */
  dashed?: boolean
}

/** A stretch of a line as the chart draws it, beside its name. */
export function LineSample({ color, dashed = false }: Props) {
  return (
    <svg
      className="line-sample"
      width={20}
      height={10}
      viewBox="0 0 20 10"
      aria-hidden
      style={{ color: `var(${color})` }}
    >
      <path d="M1 5h18" stroke="currentColor" strokeWidth={2} strokeDasharray={dashed ? '4 3' : undefined} />
      {dashed && <circle cx={10} cy={5} r={2.5} fill="var(--curve-surface)" stroke="currentColor" strokeWidth={1.75} />}
    </svg>
  )
}
