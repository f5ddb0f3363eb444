import { Columns2 } from 'lucide-react'
import { twoEditions } from '../compare/editions.ts'
import { useEditor } from '../store/editor.ts'
import { openOverlay } from '../store/view.ts'
import { defineAction } from './define.ts'

export const compareTheEditions = defineAction({
  id: 'compare-editions',
  label: { en: 'Compare editions', zh: '比较两个版本' },
  icon: Columns2,
  enabled() {
    const editions = twoEditions(useEditor.getState().history.document)
    return editions.ok ? true : editions.why
  },
  run: () => openOverlay('editions'),
})
