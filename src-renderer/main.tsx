import './app/jitless.ts'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import '@fontsource-variable/inter/wght.css'
import './theme/tokens.css'
import './theme/base.css'
import { App } from './app/App.tsx'
import { takeUpAfterReload } from './files/reload.ts'
import { setFamilyColours } from './theme/families.ts'

setFamilyColours(document.documentElement)

takeUpAfterReload()

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App />
  </StrictMode>,
)
