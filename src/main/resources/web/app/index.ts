import "./app.css";
import "./elements/app.js";
