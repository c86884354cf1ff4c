using System;
using System.Linq;
using System.Threading;
using Lmi.Analyzers.Options;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Lmi.Analyzers.Tests.Options;

/// <summary>Handler strings in configuration files. In the texts, [| and |] enclose each that is found.</summary>
public class ConfiguredHandlersTests
{
    [Theory]
    [InlineData("aws-lambda-tools-defaults.json", """
        {
          // a comment
          "profile": "",
          "function-handler" : "[|Orders::Acme.Function::Handle|]", /* "function-handler": "A::B::C" */
          "nested": { "function-handler": "A::B::C" },
        }
        """)]
    [InlineData("AWS-Lambda-Tools-Defaults.json", """{"image-command":"[|Orders::Acme.Function+Nested::Handle|]","function-handler":"Orders"}""")]
    [InlineData("serverless.template", """
        {
          "Resources": {
            "Get": { "Type": "AWS::Serverless::Function", "Properties": { "Tags": ["a", {"b": 1}], "Handler": "[|Orders::Acme.Function_Handle_Generated::Handle|]" } },
            "Put": { "Properties": { "PackageType": "Image", "ImageConfig": { "Command": [ "[|Orders::Acme.Put::Handle|]" ] } }, "Type": "AWS::Serverless::Function" },
            "Custom": { "Type": "Custom::Thing", "Properties": { "Handler": "A::B::C" } }
          },
          "Outputs": { "Handler": "A::B::C" }
        }
        """)]
    [InlineData("serverless.yml", """
        service: orders # handler: A::B::C
        provider:
          name: aws
          runtime: dotnet10
          handler: A::B::C
        functions:
          get:
            handler: [|Orders::Acme.Function::Handle|]
            events:
              - http: { path: orders, method: get, handler: A::B::C }
          put:
            name: ${self:service}-put
            handler: "[|Orders::Acme.Put::Handle|]"
          other:
            handler: src/index.handler
        """)]
    [InlineData("template.json", """{ "Globals": { "Function": { "Handler": "[|Orders::Acme.Function::Handle|]" } } }""")]
    [InlineData("template.yaml", """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31   # Handler: A::B::C
        Globals:
          Function:
            Handler: [|Orders::Acme.Function::Handle|]
        Parameters:
          Handler: { Type: String, Default: "A::B::C" }
        Resources:
          # Handler: A::B::C
          Plain:
            Type: AWS::Serverless::Function
            Properties:
              Handler: [|Orders::Acme.Plain::Handle|]  # why
              Runtime: dotnet10
          Quoted:
            Properties:
              "Handler": '[|Orders::Acme.Quoted::Handle|]'
              Environment:
                Variables: { A: 1, B: [x, y] }
            Type: "AWS::Lambda::Function"
          Tagged:
            Type: AWS::Lambda::Function
            Properties:
              Role: !GetAtt Role.Arn
              Handler: !Sub "[|Orders::Acme.Tagged::Handle|]"
          Parametrised:
            Type: AWS::Lambda::Function
            Properties:
              Handler: !Sub ${Assembly}::Acme.Function::Handle
          Flow: { Type: AWS::Lambda::Function, Properties: { Handler: [|Orders::Acme.Flow::Handle|], Runtime: dotnet10 } }
          FlowOfLines:
            Type: AWS::Lambda::Function
            Properties: {
              Handler: "[|Orders::Acme.FlowOfLines::Handle|]",   # why
              Runtime: dotnet10 }
          Image:
            Type: AWS::Serverless::Function
            Properties:
              ImageConfig:
                Command:
                - [|Orders::Acme.Image::Handle|]
              Events:
                - Type: Api
                  Handler: A::B::C
          Custom:
            Type: Custom::Thing
            Properties:
              Handler: A::B::C
          Inline:
            Type: AWS::Lambda::Function
            Properties:
              Code:
                ZipFile: |
                  Resources:
                    Properties:
                      Handler: A::B::C

                  Handler: A::B::C
              Handler: [|Orders::Acme.Inline::Handle|]
          Script:
            Type: AWS::Lambda::Function
            Properties:
              Handler: index.handler
        Outputs:
          Handler: A::B::C
        """)]
    [InlineData("template.yml", "Resources:\r\n  A:\r\n    Type: AWS::Lambda::Function\r\n    Properties:\r\n      Handler: [|Orders::Acme.Function::Handle|]\r\n")]
    [InlineData("serverless.template", "Resources:\n  A:\n    Type: AWS::Lambda::Function\n    Properties:\n      Handler: [|Orders::Acme.Function::Handle|]")]
    [InlineData("appsettings.json", """{ "function-handler": "A::B::C" }""")]
    [InlineData("template.yaml.bak", "Globals:\n  Function:\n    Handler: A::B::C")]
    public void Finds_exactly_the_handlers(string name, string markup)
    {
        var text = markup.Replace("[|", "").Replace("|]", "");
        var handlers = ConfiguredHandlers.Read([new Text("/app/" + name, text)], CancellationToken.None);

        Assert.Equal(Spans(markup), handlers.Select(handler => handler.Span));
        Assert.All(handlers, handler => Assert.Equal(handler.ToString(), text.Substring(handler.Span.Start, handler.Span.Length)));
        Assert.All(handlers, handler => Assert.Equal(SourceText.From(text).Lines.GetLinePositionSpan(handler.Span), handler.Lines));
        Assert.All(handlers, handler => Assert.Equal(("Orders", "Handle", "/app/" + name), (handler.Assembly, handler.Method, handler.Path)));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("{\"function-handler\"")]
    [InlineData("{\"function-handler\":")]
    [InlineData("{\"function-handler\": \"A::B")]
    [InlineData("}}}]],,,::\"")]
    [InlineData("{]}[,:{:,\"\\")]
    [InlineData("{ /*")]
    [InlineData("---\n- - -\n:\n? a\n\"\n'\n!\n&a *b\n- : : |\n >\n\t{[")]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void Nonsense_yields_nothing_and_does_not_throw(string text)
    {
        Assert.Empty(ConfiguredHandlers.Read([new Text("template.yaml", text), new Text("aws-lambda-tools-defaults.json", text), new Text("a\0b|<>?*", text)], CancellationToken.None));
    }

    [Fact]
    public void Every_beginning_of_a_file_can_be_read()
    {
        const string Template = "Globals: {Function: {Handler: A::B::C}}\nResources:\n  F:\n  - Type: 'x' # y\n    Z: !Sub |\n      block\n  G: [a, \"b\\u0041\", {c: d}]\n";
        for (var length = 0; length <= Template.Length; length++)
        {
            var handlers = ConfiguredHandlers.Read([new Text("template.yaml", Template.Substring(0, length)), new Text("template.json", "{" + Template.Substring(0, length))], CancellationToken.None);
            Assert.InRange(handlers.Length, 0, 2);
        }
    }

    [Fact]
    public void Any_text_can_be_read()
    {
        string[] pieces = ["{", "}", "[", "]", ",", ":", ": ", "\"", "'", "\n", " ", "  ", "- ", "-", "#", "//", "/*", "*/", "|", ">", "!Sub ", "&a", "\\", "\\u00", "\t", "\r\n", "Handler", "a", "---"];
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(24)).Select(_ => pieces[random.Next(pieces.Length)]));
            Assert.Empty(ConfiguredHandlers.Read([new Text("template.yaml", text), new Text("template.json", "{" + text)], CancellationToken.None));
        }
    }

    [Fact]
    public void Depth_costs_no_stack()
    {
        var deep = string.Concat(Enumerable.Repeat("{\"a\":[", 20_000));

        Assert.Empty(ConfiguredHandlers.Read([new Text("template.json", deep)], CancellationToken.None));
    }

    private static TextSpan[] Spans(string markup)
    {
        var pieces = markup.Split("[|");
        var start = pieces[0].Length;
        return pieces.Skip(1).Select(piece =>
        {
            var end = piece.IndexOf("|]", StringComparison.Ordinal);
            var span = new TextSpan(start, end);
            start += piece.Length - 2;
            return span;
        }).ToArray();
    }

    private sealed class Text(string path, string content) : AdditionalText
    {
        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(content);
    }
}
