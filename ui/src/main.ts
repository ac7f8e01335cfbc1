import { mount } from 'svelte';

import { bridge } from '#bridge';

import App from './App.svelte';
import './style/tokens.css';
import './style/base.css';

mount(App, { target: document.body, props: { bridge } });
