import { mount } from 'svelte';

import { bridge } from '#bridge';

import App from './App.svelte';
import '@fontsource-variable/source-serif-4/wght.css';
import './style/tokens.css';
import './style/base.css';
import './style/print.css';

mount(App, { target: document.body, props: { bridge } });
