// Runs in the page before every browser test file, and before any module of the application:
// engine.io keeps the page's WebSocket when it is imported, so a worker that stands in for the network starts here.
export {};
