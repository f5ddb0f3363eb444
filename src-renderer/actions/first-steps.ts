import { Footprints } from 'lucide-react'
import { startGuide } from '../guide/guide.ts'
import { defineAction } from './define.ts'

export const firstSteps = defineAction({
  id: 'first-steps',
  label: { en: 'First steps', zh: '入门引导' },
  icon: Footprints,
  enabled: () => true,
  run: startGuide,
})
