import type { CliCommand } from './define.ts'
import { doctor } from './doctor.ts'
import { evaluate } from './evaluate.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { newCommand } from './new.ts'
import { predict } from './predict.ts'
import { runsCommand } from './runs.ts'
import { serve } from './serve.ts'
import { summary } from './summary.ts'
import { templates } from './templates.ts'
import { train } from './train.ts'

/** Every command, in the order in which help lists them. */
export const commands: readonly CliCommand[] = [
  templates,
  newCommand,
  importCommand,
  summary,
  train,
  evaluate,
  predict,
  exportCommand,
  runsCommand,
  doctor,
  serve,
]
