/** The trainer's process with tfjs instead of TensorFlow: `trainer.ts` but for what it loads. */
import { findParent } from '../../src-main/training/parent.ts'
import { serveTrainer } from '../../src-main/training/serve.ts'
import { pure } from './runs.ts'

serveTrainer(findParent(), pure)
