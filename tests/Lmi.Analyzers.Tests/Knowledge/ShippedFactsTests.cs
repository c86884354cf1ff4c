using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using Lmi.Analyzers.Knowledge;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;
using Xunit.Abstractions;

namespace Lmi.Analyzers.Tests.Knowledge;

/// <summary>The facts that come with the package: each is well formed, and names something that exists where that can be checked.</summary>
public class ShippedFactsTests(ITestOutputHelper output)
{
    /// <summary>Roots of ids whose packages no test references, so a misspelt id of theirs goes unseen.</summary>
    private static readonly string[] s_unreferenced =
    {
        "AWS.Lambda.Powertools.BatchProcessing.", "AWS.Lambda.Powertools.Logging.ILogFormatter", "AWS.Messaging.", "Amazon.SecretsManager.Extensions.", "Aspose.", "Azure.Messaging.EventHubs.",
        "Cassandra.", "Catalyst.", "DinkToPdf.", "DlibDotNet.", "FaceRecognitionDotNet.", "IronPdf.", 
        "LazyCache.", "MediatR.IStreamPipelineBehavior`2.", "MediatR.Pipeline.IRequestExceptionHandler`3.", "Microsoft.Extensions.ML.",
        "Microsoft.ML.TensorflowCatalog.", "Microsoft.ML.Transforms.TimeSeries.", "Microsoft.SemanticKernel.Connectors.Onnx.",
        "Microsoft.VisualStudio.Threading.", "MigraDoc.", "NHibernate.", "NServiceBus.", "NanoidDotNet.", "Neo4j.Driver.", 
        "OfficeOpenXml.ExcelPackage.#ctor(System.String)", "OfficeOpenXml.ExcelPackage.SaveAs(System.String", "OfficeOpenXml.ExcelPackage.SaveAsAsync", "OpenSearch.",
        "Paramore.Brighter.", "PdfSharpCore.", "QuestPDF.", "Raven.Client.", "SelectPdf.", "Spire.", "Syncfusion.",
        "System.Data.Entity.", "TensorFlow.", "Tensorflow.", "Tesseract.", "Vosk.", "WkHtmlToPdfDotNet.", "Xabe.", "iText",

        // Obsolete, and not in the stand-ins for the Lambda packages.
        "Amazon.Lambda.AspNetCoreServer.AbstractAspNetCoreFunction`2.CreateWebHostBuilder", "Amazon.Lambda.AspNetCoreServer.AbstractAspNetCoreFunction`2.PostCreateWebHost",

        // Newer than the newest version with a free licence.
        "SixLabors.ImageSharp.ImageExtensions.SaveAsQoi", "MediatR.IRequestHandler`1.", "MediatR.IStreamRequestHandler`2.",

        // Gone from the current version, and still in use.
        "RabbitMQ.Client.ConnectionFactory.CreateConnection", "RabbitMQ.Client.IConnectionFactory.CreateConnection", "RabbitMQ.Client.IModel",
    };

    /// <summary>Parameters that have another name in the version that is referenced here.</summary>
    private static readonly string[] s_renamed =
    {
        // Version 3 of ImageSharp; before, it was "filePath".
        "M:SixLabors.ImageSharp.Image.DetectFormat path", "M:SixLabors.ImageSharp.Image.DetectFormatAsync path", "M:SixLabors.ImageSharp.Image.Identify path", "M:SixLabors.ImageSharp.Image.IdentifyAsync path",
    };

    /// <summary>The reference assemblies of tests/Lmi.Analyzers.Libraries, and the stand-ins.</summary>
    private static readonly Lazy<CSharpCompilation> s_everything = new(static () => CSharpCompilation.Create(
        "Facts",
        references: File.ReadAllLines(typeof(ShippedFactsTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(static data => data.Key == "LibraryReferences").Value!)
            .Append(typeof(Amazon.Lambda.Core.ILambdaContext).Assembly.Location)
            .Select(static path => MetadataReference.CreateFromFile(path))));

    /// <summary>The values that <c>kind=</c>, <c>use=</c> and <c>when=</c> may have.</summary>
    private static readonly Dictionary<Verdict, string[]> s_kinds = new()
    {
        [Verdict.Collection] = ["dictionary", "set", "list", "queue", "stack", "other"],
        [Verdict.EntryPoint] = ["handler-delegate", "endpoint", "attribute", "controller", "hub", "middleware"],
        [Verdict.WritesPath] = ["connection-string", "process-arguments", "store"],
        [Verdict.ReadsPath] = ["exists", "enumerate"],
        [Verdict.Unique] = ["repeating", "serialized", "process"],
        [Verdict.Blocking] = ["task", "sleep", "wait", "io"],
        [Verdict.NotThreadSafe] = ["members"],
        [Verdict.EndsProcess] = ["current-process"],
        [Verdict.Background] = ["thread", "callback"],
        [Verdict.Caches] = ["once", "racing", "service", "mode"],
    };

    [Fact]
    public void Every_line_can_be_used()
    {
        var bad = FactTable.ShippedFiles().SelectMany(file => KnowledgeFile.Parse(file.Name, SourceText.From(file.Text)).BadLines).Select(line => $"{line.Path}({line.Lines.Start.Line + 1}): {line.Reason}");

        Assert.Equal([], bad);
    }

    [Fact]
    public void No_fact_is_stated_twice()
    {
        var twice = FactTable.ShippedFiles()
            .SelectMany(file => KnowledgeFile.Parse(file.Name, SourceText.From(file.Text)).Statements)
            .GroupBy(statement => (statement.Verdict, statement.Id))
            .Where(group => group.Count() > 1)
            .Select(group => group.Key.ToString());

        Assert.Equal([], twice);
    }

    [Fact]
    public void No_type_is_said_to_be_safe_and_unsafe()
    {
        var contradictions = FactTable.Shipped.Facts
            .Where(fact => fact.Verdict is Verdict.ThreadSafe or Verdict.Immutable or Verdict.NotThreadSafe or Verdict.Collection)
            .GroupBy(fact => fact.Id)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key + ": " + string.Join(", ", group.Select(fact => fact.Verdict)));

        Assert.Equal([], contradictions);
    }

    [Fact]
    public void Every_fact_names_something_that_exists()
    {
        var facts = FactTable.Shipped.Facts.ToList();
        var unresolved = facts.Where(static fact => Resolve(fact.Id).Count == 0).ToList();
        var uncheckable = unresolved.Where(static fact => s_unreferenced.Any(root => fact.Id.AsSpan(2).StartsWith(root))).ToList();
        var missing = unresolved.Except(uncheckable).Select(static fact => $"{fact.Verdict} {fact.Id}").ToList();
        var resolvable = s_unreferenced.Where(root => !unresolved.Any(fact => fact.Id.AsSpan(2).StartsWith(root))).ToList();
        output.WriteLine($"{facts.Count} facts, {uncheckable.Count} of packages that are not referenced here");

        Assert.True(facts.Count > 2500, "the embedded files are missing");
        Assert.True(missing.Count == 0, string.Join("\n", missing));
        Assert.True(resolvable.Count == 0, "no fact needs to be excused by: " + string.Join(", ", resolvable));
    }

    [Fact]
    public void Every_parameter_argument_names_a_parameter()
    {
        var wrong = FactTable.Shipped.Facts
            .SelectMany(static fact => fact.Parameters.Where(static name => name != "this").Select(name => (fact.Id, Name: name)))
            .Where(static each => Resolve(each.Id) is { Count: > 0 } members && !members.OfType<IMethodSymbol>().Any(method => method.Parameters.Any(parameter => parameter.Name == each.Name)))
            .Select(static each => $"{each.Id} {each.Name}")
            .Order(StringComparer.Ordinal);

        Assert.Equal(s_renamed, wrong);
    }

    [Fact]
    public void Every_fact_that_resolves_is_found_again_by_its_symbol()
    {
        var knowledge = KnowledgeBase.Shipped;
        var lost = FactTable.Shipped.Facts.Where(fact => Resolve(fact.Id) is { Count: > 0 } symbols && !symbols.Any(symbol => knowledge.Find(fact.Verdict, symbol)?.Id == fact.Id)).Select(fact => fact.Id);

        Assert.Equal([], lost);
    }

    [Fact]
    public void Every_argument_has_a_value_that_the_analysis_knows()
    {
        var unknown = FactTable.Shipped.Facts
            .Where(static fact => fact.Argument("kind") is { } kind && !(s_kinds.TryGetValue(fact.Verdict, out var kinds) && kinds.Contains(kind))
                || fact.Argument("abstract") is not (null or "true")
                || fact.Argument("when") is { } when && !(fact.Verdict == Verdict.WritesPath && when == "write" || fact.Verdict == Verdict.ReadsPath && when == "read")
                || fact.Verdict is Verdict.Heavy == (fact.Argument("use") is null)
                || fact.Argument("use") is not (null or "shareable" or "pooled" or "light")
                || fact.Verdict is Verdict.Heavy or Verdict.ProcessWide == (fact.Argument("what") is null))
            .Select(static fact => $"{fact.Verdict} {fact.Id}");

        Assert.Equal([], unknown);
        Assert.All(FactTable.Shipped.Facts.Where(fact => fact.Verdict is Verdict.WritesPath or Verdict.ReadsPath or Verdict.DeletesPath && fact.Id[0] == 'M'), fact => Assert.NotEmpty(fact.Parameters));
        Assert.All(FactTable.Shipped.Facts.Where(fact => fact.Verdict == Verdict.Blocking), fact => Assert.NotNull(fact.Argument("kind")));
        Assert.All(FactTable.Shipped.Facts.Where(fact => fact.Verdict == Verdict.Collection), fact => Assert.NotNull(fact.Argument("kind")));
    }

    /// <summary>A method that a new framework adds to a collection is either a mutator, and missing here, or reads, and needs a name below.</summary>
    [Fact]
    public void Every_public_method_of_a_collection_mutates_or_has_the_name_of_a_reader()
    {
        string[] readers =
        [
            "Contains", "Get", "TryGet", "TryPeek", "Peek", "Is", "Has", "IndexOf", "LastIndexOf", "BinarySearch", "Find", "Exists", "TrueForAll", "ForEach", "ConvertAll", "Slice", "To", "As", "Copy",
            "Clone", "DeepClone", "Overlaps", "SetEquals", "Equals", "CompareTo", "OnDeserialization", "Write", "CreateDataReader", "CreateWriter", "Compute", "Select", "CanRemove", "Descendants",
            "Propert", "DecodeBase64", "ForceConversion", "ResetBindings", "ResetItem", "ItemRef", "ValueRef",
        ];
        string[] readersOf = ["SortedSet.Reverse", "Builder.Reverse"];
        var knowledge = KnowledgeBase.Shipped;
        var unknown = FactTable.Shipped.Facts.Where(fact => fact.Verdict == Verdict.Collection)
            .SelectMany(fact => Resolve(fact.Id))
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => type.GetMembers())
            .OfType<IMethodSymbol>()
            .Where(method => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public, IsOverride: false } && !knowledge.Is(Verdict.Mutates, method))
            .Where(method => !readers.Any(reader => method.Name.StartsWith(reader, StringComparison.Ordinal)) && !readersOf.Contains($"{method.ContainingType.Name}.{method.Name}"))
            .Select(method => method.ToDisplayString())
            .ToList();

        Assert.True(unknown.Count == 0, string.Join("\n", unknown));
    }

    private static List<ISymbol> Resolve(string id)
    {
        if (id[0] is not ('M' or 'P') || id.Contains('('))
        {
            return [.. DocumentationCommentId.GetSymbolsForDeclarationId(id, s_everything.Value).Where(IsVisible)];
        }

        var dot = id.LastIndexOf('.');
        var name = id.Substring(dot + 1);
        return [.. DocumentationCommentId.GetSymbolsForDeclarationId("T:" + id.Substring(2, dot - 2), s_everything.Value)
            .OfType<INamedTypeSymbol>()
            .SelectMany(type => type.GetMembers())
            .Where(member => member.Kind == (id[0] == 'M' ? SymbolKind.Method : SymbolKind.Property) && member.MetadataName.Split('`')[0] == name.Replace("#ctor", ".ctor").Split('`')[0] && IsVisible(member))];
    }

    /// <summary>The assemblies that a program runs on have private members too, which no fact is about.</summary>
    private static bool IsVisible(ISymbol symbol) => symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
}
