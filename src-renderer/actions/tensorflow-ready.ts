import type { Text } from '../../src-core/text.ts'
import { useRuntime } from '../store/runtime.ts'

/** For actions that train: true where TensorFlow is there. */
export const tensorFlowReady = (): true | Text =>
  useRuntime.getState().state.phase === 'ready' || { en: 'TensorFlow is not ready.', zh: 'TensorFlow 尚未就绪。' }
