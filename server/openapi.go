package server

import (
	_ "embed"

	"github.com/gin-gonic/gin"
)

// OpenAPI is the description of the service, OpenAPI 3.1. Its tests hold it
// against everything the service is asked and answers in them.
//
//go:embed openapi.json
var OpenAPI []byte

// openAPI is GET /openapi.json.
func (s *Server) openAPI(c *gin.Context) { c.Data(200, jsonType, OpenAPI) }
