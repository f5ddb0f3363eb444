import { create } from 'zustand'
import { persist } from 'zustand/middleware'
import type { Unit } from './chart-data.ts'

/** What the slider steps through: steps over which the smoothed line forgets. 0 draws every step as it is. */
export const smoothings = [0, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000] as const

interface CurveSettings {
  /** One of {@link smoothings}. */
  smoothing: number
  /** The loss on a logarithmic axis. */
  log: boolean
  /** What runs that lie over each other are compared by. */
  unit: Unit
}

/** How curves are drawn, wherever they are. Remembered. */
export const useCurveSettings = create<CurveSettings>()(
  persist((): CurveSettings => ({ smoothing: 10, log: false, unit: 'step' }), {
    name: 'layerloom.curves',
    version: 1,
  }),
)
