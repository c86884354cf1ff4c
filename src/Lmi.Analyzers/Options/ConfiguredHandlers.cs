using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Lmi.Analyzers.Options;

/// <summary>A handler string <c>Assembly::Namespace.Type::Method</c> of a configuration file, and where it is written.</summary>
internal sealed record ConfiguredHandler(string Assembly, string Type, string Method, string Path, TextSpan Span, LinePositionSpan Lines)
{
    public override string ToString() => $"{Assembly}::{Type}::{Method}";
}

/// <summary>
/// The handlers that configuration files name: <c>function-handler</c> and <c>image-command</c> of aws-lambda-tools-defaults.json; <c>Handler</c> and
/// <c>ImageConfig.Command</c> of the functions, and of <c>Globals.Function</c>, in serverless.template and template.yaml, .yml or .json, in JSON or YAML;
/// <c>handler</c> of the functions in the Serverless Framework's serverless.yml. A string that is not of that form (an executable's assembly name, <c>!Sub</c> with a parameter) is left out. Never throws. Cost: one pass over each of these files.
/// </summary>
internal static class ConfiguredHandlers
{
    private const string ToolsDefaults = "aws-lambda-tools-defaults.json";

    private static readonly ImmutableHashSet<string> s_templates = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "serverless.template", "template.yaml", "template.yml", "template.json", "serverless.yml", "serverless.yaml");

    public static ImmutableArray<ConfiguredHandler> Read(ImmutableArray<AdditionalText> files, CancellationToken cancellationToken)
    {
        var handlers = ImmutableArray.CreateBuilder<ConfiguredHandler>();
        foreach (var file in files)
        {
            var name = FileName(file.Path);
            var isDefaults = string.Equals(name, ToolsDefaults, StringComparison.OrdinalIgnoreCase);
            if ((isDefaults || s_templates.Contains(name)) && file.GetText(cancellationToken) is { } text)
            {
                var scalars = ConfigurationScalars.Read(text);
                foreach (var scalar in isDefaults ? scalars.Where(IsToolsHandler) : TemplateHandlers(scalars))
                {
                    if (Parse(scalar, file.Path, text) is { } handler)
                    {
                        handlers.Add(handler);
                    }
                }
            }
        }

        return handlers.ToImmutable();
    }

    /// <summary>Of a path of this or another operating system; System.IO.Path throws on some.</summary>
    private static string FileName(string path) => path.Substring(path.LastIndexOfAny(new[] { '/', '\\' }) + 1);

    private static bool IsToolsHandler(ConfigurationScalar scalar) => scalar.Keys.Length > 0 && scalar.Keys[0] is "function-handler" or "image-command";

    private static IEnumerable<ConfigurationScalar> TemplateHandlers(IReadOnlyList<ConfigurationScalar> scalars)
    {
        var functions = new HashSet<string>(StringComparer.Ordinal);
        foreach (var scalar in scalars)
        {
            if (Leads(scalar, "Resources", null, "Type") && scalar.Value is "AWS::Lambda::Function" or "AWS::Serverless::Function")
            {
                functions.Add(scalar.Keys[1]);
            }
        }

        foreach (var scalar in scalars)
        {
            if (Leads(scalar, "functions", null, "handler") || Leads(scalar, "Globals", "Function", "Handler") || Leads(scalar, "Globals", "Function", "ImageConfig", "Command", "-")
                || (Leads(scalar, "Resources", null, "Properties", "Handler") || Leads(scalar, "Resources", null, "Properties", "ImageConfig", "Command", "-")) && functions.Contains(scalar.Keys[1]))
            {
                yield return scalar;
            }
        }
    }

    /// <summary>Is the scalar under exactly these keys? Null stands for any.</summary>
    private static bool Leads(ConfigurationScalar scalar, params string?[] keys) =>
        scalar.Keys.Length == keys.Length && !keys.Where((key, i) => key is not null && key != scalar.Keys[i]).Any();

    private static ConfiguredHandler? Parse(ConfigurationScalar scalar, string path, SourceText text)
    {
        var parts = scalar.Value.Split(new[] { "::" }, StringSplitOptions.None);
        return parts.Length == 3 && parts.All(IsName)
            ? new ConfiguredHandler(parts[0], parts[1], parts[2], path, scalar.Span, text.Lines.GetLinePositionSpan(scalar.Span))
            : null;
    }

    private static bool IsName(string part) => part.Length > 0 && part.All(static c => char.IsLetterOrDigit(c) || c is '.' or '_' or '-' or '+' or '`');
}
