import './lit.js';
