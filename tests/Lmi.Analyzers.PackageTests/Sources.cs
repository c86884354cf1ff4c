namespace Lmi.Analyzers.PackageTests;

/// <summary>What the fresh projects contain.</summary>
internal static class Sources
{
    /// <summary>One hazard of each rule, at the marked lines, each with a fix.</summary>
    public const string Hazards =
        """
        using System.Collections.Generic;
        using Amazon.Lambda.Core;

        namespace Fresh;

        public sealed class Function
        {
            private readonly Dictionary<string, int> _lengths = new();
            private Settings? _settings;
            private string _user = "";
            private int _served;

            public string Handle(string input, ILambdaContext context)
            {
                _served++; // LMI1002
                _lengths[input] = input.Length; // LMI1001
                _settings ??= new Settings(); // LMI1003
                _user = input; // LMI1006
                return Greeting();
            }

            private string Greeting() => _settings!.Word + _user;
        }

        public sealed class Settings
        {
            public string Word { get; } = "Hello ";
        }
        """;

    /// <summary>The same code, with an interface of its own in place of Lambda's.</summary>
    public static readonly string WithoutLambda = Hazards
        .Replace("using Amazon.Lambda.Core;", "")
        .Replace("public sealed class Settings", "public interface ILambdaContext { }\n\npublic sealed class Settings");

    /// <summary>A project file with nothing but what a user writes.</summary>
    public static string Project(string framework, string properties, string standIns, string version) =>
        $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <TargetFramework>{framework}</TargetFramework>
            <Nullable>enable</Nullable>
            {properties}
          </PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Lmi.Analyzers" Version="{version}" PrivateAssets="all" />
            {(standIns.Length == 0 ? "" : $"""<Reference Include="{standIns}" />""")}
          </ItemGroup>
        </Project>
        """;
}
