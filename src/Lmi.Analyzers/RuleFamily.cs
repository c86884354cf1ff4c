using Microsoft.CodeAnalysis;

namespace Lmi.Analyzers;

/// <summary>A family of rules: one diagnostic category, one id range, one folder under Rules and one under the tests.</summary>
internal sealed class RuleFamily
{
    private const string PageRoot = "https://github.com/lmi-analyzers/lmi-analyzers/blob/main/docs/rules/";

    public static readonly RuleFamily Package = new("Lmi.Package", 0);
    public static readonly RuleFamily SharedState = new("Lmi.SharedState", 1000);
    public static readonly RuleFamily TempFiles = new("Lmi.TempFiles", 2000);
    public static readonly RuleFamily Memory = new("Lmi.Memory", 3000);
    public static readonly RuleFamily Process = new("Lmi.Process", 4000);

    private RuleFamily(string category, int firstNumber)
    {
        Category = category;
        FirstNumber = firstNumber;
    }

    public string Category { get; }

    /// <summary>Ids run from this number to 999 above it.</summary>
    public int FirstNumber { get; }

    public DiagnosticDescriptor Rule(string id, string title, string message, DiagnosticSeverity severity, string description, params string[] customTags) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, description, helpLinkUri: PageRoot + id + ".md", customTags);
}
