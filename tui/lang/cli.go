package lang

// CLI are the texts of the command line.
type CLI struct {
	Short string
}

var cliRU = CLI{Short: "Разбор звонков отдела продаж: сколько денег потеряно и где"}

var cliEN = CLI{Short: "Call review for sales departments: how much money was lost, and where"}
