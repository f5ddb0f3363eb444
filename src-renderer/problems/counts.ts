import { useShallow } from 'zustand/react/shallow'
import { useEditor } from '../store/editor.ts'

/** How much is wrong with the open network: errors keep it from being trained, warnings do not. */
export const useProblemCounts = (): { errors: number; warnings: number } =>
  useEditor(
    useShallow(({ analysis: { problems } }) => {
      const errors = problems.filter(({ severity }) => severity === 'error').length
      return { errors, warnings: problems.length - errors }
    }),
  )
