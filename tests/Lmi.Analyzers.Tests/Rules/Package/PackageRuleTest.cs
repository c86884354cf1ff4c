using System;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace Lmi.Analyzers.Tests.Rules.Package;

/// <summary>A project that names the context of Lambda, so that the rules are on.</summary>
internal sealed class PackageRuleTest<TAnalyzer> : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    public PackageRuleTest(string source = "")
    {
        ReferenceAssemblies = new ReferenceAssemblies("net10.0");
        TestState.AdditionalReferences.AddRange(((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll")
            .Select(path => MetadataReference.CreateFromFile(path)));
        TestState.Sources.Add(("/0/Function.cs", source));
        TestState.Sources.Add(("/0/Context.cs", "namespace Amazon.Lambda.Core { public interface ILambdaContext { } }"));
    }
}
